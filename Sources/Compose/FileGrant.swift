import NodeSpec
import YAML

/// A secret or a config that a service gets as a file.
package struct FileGrant: Sendable, Equatable {
  /// The key in the file's `secrets:` or `configs:`.
  package let source: String
  /// The absolute path of the file in the container.
  package let target: String
  package let uid: Int
  package let gid: Int
  /// Nil leaves a secret to its owner alone, where compose lets everyone in the container read it, and a config to all.
  package let mode: Int?

  package init(_ source: String, at target: String, uid: Int = 0, gid: Int = 0, mode: Int? = nil) {
    (self.source, self.target, self.uid, self.gid, self.mode) = (source, target, uid, gid, mode)
  }
}

extension FileGrant {
  /// Reads an entry of a service's `secrets:` or `configs:`; `directory` is where compose puts those without a path.
  static func read(_ node: Node, in directory: String, _ diagnostics: Diagnostics) -> FileGrant? {
    if node.mapping == nil { return node.text(diagnostics).map { FileGrant($0, at: "\(directory)/\($0)") } }
    var fields = MappingReader(node, diagnostics)
    let source = fields.required("source", hint: "its key at the top level of the file")?.text(diagnostics)
    let target = fields.optional("target")?.text(diagnostics)
    let uid = fields.optional("uid")?.integer(in: 0...0o7_777_777, diagnostics)
    let gid = fields.optional("gid")?.integer(in: 0...0o7_777_777, diagnostics)
    let mode = fields.optional("mode")?.value(diagnostics, parseMode)
    fields.reportUnknownKeys(allowingExtensions: true)
    guard let source else { return nil }
    let name = target ?? source
    return FileGrant(
      source, at: name.hasPrefix("/") ? name : "\(directory)/\(name)", uid: uid ?? 0, gid: gid ?? 0, mode: mode)
  }

  private static func parseMode(_ text: String) throws(InvalidValue) -> Int {
    let digits = text.hasPrefix("0o") ? text.dropFirst(2) : text[...]
    guard let mode = Int(digits, radix: 8), (0...0o777).contains(mode) else {
      throw InvalidValue("\(Redaction.quote(text)) is not a file mode", hint: "write it as 0400")
    }
    return mode
  }

  var rendered: Value {
    var fields = FieldWriter()
    fields["source"] = .string(source)
    fields["target"] = .string(target)
    if uid != 0 { fields["uid"] = .string(String(uid)) }
    if gid != 0 { fields["gid"] = .string(String(gid)) }
    fields["mode"] = mode.map { .string("0" + String($0, radix: 8)) }
    return fields.mapping
  }
}
