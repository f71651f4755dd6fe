package import YAML

/// An entry of `runtime.runtimes`: what containerd can run pods with besides runc.
package struct AddedRuntime: Sendable {
  /// By which a RuntimeClass names it.
  package let handler: String
  package let type: RuntimeType
  /// The programs that it takes, the shim first where it has one of its own.
  package let programs: [HostProgram]
  /// What containerd hands to the shim, in the order of the spec: texts, whole numbers and truths.
  package let options: [Value.Entry]
  /// A file of the user's that configures the runtime; a relative path starts at the spec.
  package let configuration: Located<String>?
  /// The name of the RuntimeClass that pods ask for it by.
  package let runtimeClass: String
  package let mark: Mark

  /// The handler of gVisor, of which everything else has a default.
  private static let gvisor = "runsc"

  static func read(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> AddedRuntime? {
    let handler = entry.key.text
    var fields = MappingReader(entry.value, diagnostics)
    let typeNode = fields.optional("type")
    let shim = fields.optional("shim")
    let programs = fields.optional("programs")
    let options = fields.optional("options")
    let configuration = fields.optional("config")
    let runtimeClass = fields.optional("runtimeClass")
    fields.reportUnknownKeys()
    do throws(InvalidValue) { try check(handler: handler) } catch {
      diagnostics.error(entry.keyMark, error.message, hint: error.hint)
      return nil
    }
    let standard: RuntimeType? = handler == gvisor ? .gvisor : nil
    let type = typeNode == nil ? standard : typeNode?.value(diagnostics, RuntimeType.init)
    guard let type else {
      if typeNode == nil {
        diagnostics.error(
          entry.keyMark, "the type of the runtime '\(handler)' is missing",
          hint: "write 'type: io.containerd.\(handler).v2'")
      }
      return nil
    }
    let found = readPrograms(type, shim, programs, entry.keyMark, diagnostics)
    let configurationPath = configuration.flatMap { node in node.text(diagnostics).map { Located($0, at: node.mark) } }
    if type == .runc, let configurationPath {
      diagnostics.error(
        configurationPath.mark, "runc and what is started in its place have no file of configuration",
        hint: "write what there is to say as 'options'")
    }
    return AddedRuntime(
      handler: handler, type: type, programs: found,
      options: options.map { RuntimeOptions(type: type, hasFile: configuration != nil).read($0, diagnostics) } ?? [],
      configuration: configurationPath,
      runtimeClass: runtimeClass?.value(diagnostics, checkedName) ?? (handler == gvisor ? "gvisor" : handler),
      mark: entry.keyMark)
  }

  private static func readPrograms(
    _ type: RuntimeType, _ shim: Node?, _ programs: Node?, _ mark: Mark, _ diagnostics: Diagnostics
  ) -> [HostProgram] {
    func read(_ node: Node, name: String? = nil) -> HostProgram? {
      node.value(diagnostics) { (text) throws(InvalidValue) in try HostProgram(text, at: node.mark, name: name) }
    }
    let standard = type == .gvisor ? HostProgram.gvisor(at: mark) : nil
    let others =
      programs.map { $0.items(diagnostics).compactMap { read($0) } } ?? [standard?.runsc].compactMap(\.self)
    if type == .runc {
      if let shim {
        diagnostics.error(
          shim.mark, "k0s has the shim of \(type.name), and would pass over another",
          hint: "leave it out; 'programs' has what is started in the place of runc")
      }
      return others
    }
    if shim == nil, standard == nil {
      diagnostics.error(
        mark, "k0s has no \(type.shim): containerd would start without it, and no pod of this runtime",
        hint: "write 'shim:' with its path on the engine's host, such as /usr/local/bin/\(type.shim)")
    }
    let found = shim == nil ? standard?.shim : shim.flatMap { read($0, name: type.shim) }
    return [found].compactMap(\.self) + others
  }

  /// A label of DNS, as the cluster has it for a RuntimeClass's handler.
  private static func check(handler: String) throws(InvalidValue) {
    guard handler != "runc" else {
      throw InvalidValue("'runc' is k0s's own runtime", hint: "change it by a drop-in, or give this one another name")
    }
    _ = try checkedName(handler)
  }

  private static func checkedName(_ name: String) throws(InvalidValue) -> String {
    let isLabel = name.unicodeScalars.allSatisfy {
      ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-"
    }
    guard isLabel, (1...63).contains(name.count), name.first != "-", name.last != "-" else {
      throw InvalidValue(
        "\(Redaction.quote(name)) is not the name of a runtime",
        hint: "the cluster takes small letters, digits and '-' between them")
    }
    return name
  }
}
