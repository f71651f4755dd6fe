import NodeSpec
import YAML

extension Service {
  /// Reads back what ``rendered`` gave, as JSON; nil where it is none.
  ///
  /// Keys of `leavingOut` may be there too, and say nothing of the service.
  package init?(_ name: String, rendered text: String, leavingOut: Set<String> = []) {
    guard var document = try? Parser.parse(Source(name: name, text: text)).first else { return nil }
    guard let entries = document.mapping else { return nil }
    document.content = .mapping(entries.filter { !leavingOut.contains($0.key.text) })
    let diagnostics = Diagnostics()
    self.init(Node.Entry(key: Scalar(name), keyMark: document.mark, value: document), diagnostics)
    guard !diagnostics.hasErrors else { return nil }
    if networkMode == nil, networks.isEmpty { networks = [NetworkAttachment(to: "default")] }
  }
}
