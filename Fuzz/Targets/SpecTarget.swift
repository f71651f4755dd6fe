import Compose
import Export
import NodeSpec
import YAML

/// A `node.yaml`, to the compose file that it becomes.
enum SpecTarget: FuzzTarget {
  private static let variables = Variables(texts: ["EMPTY": "", "NAME": "edge-01", "VERSION": "v1.34.1+k0s.0"])

  static func read(_ bytes: [UInt8]) {
    guard let source = try? Source(name: "node.yaml", bytes: bytes) else { return }
    for document in (try? Parser.parse(source)) ?? [] {
      let diagnostics = Diagnostics()
      let spec = NodeSpec.read(Interpolator.interpolate(document, variables, diagnostics), diagnostics)
      diagnostics.check()
      precondition(spec != nil || diagnostics.hasErrors)
      if let spec, !diagnostics.hasErrors { make(spec) }
    }
  }

  private static func make(_ spec: NodeSpec) {
    if case .file = spec.template.value { return }
    let diagnostics = Diagnostics()
    guard let stack = Stack(spec, diagnostics) else { return precondition(diagnostics.hasErrors) }
    let project = stack.project(.init(hostPort: 9994), keepingEscapes: true, diagnostics)
    diagnostics.check()
    if !diagnostics.hasErrors { ComposeTarget.checkWriting(project) }
  }
}
