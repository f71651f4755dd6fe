package import NodeSpec
package import YAML

/// An entry of a service's `volumes:`.
package struct Mount: Sendable, Equatable {
  package enum Propagation: String, Sendable, CaseIterable {
    case shared
    case rshared
    case slave
    case rslave
    case `private`
    case rprivate
  }

  package enum Source: Sendable, Equatable {
    /// A volume by its key in the file's `volumes:`.
    case volume(String)
    /// A path of the engine's host; a relative one is taken from the project's directory.
    case bind(String, propagation: Propagation?)
  }

  package var source: Source
  package let target: String
  package let readOnly: Bool
  /// Whether a new volume stays empty instead of taking over what the image has at the target.
  package let noCopy: Bool

  package init(_ source: Source, at target: String, readOnly: Bool = false, noCopy: Bool = false) {
    (self.source, self.target, self.readOnly, self.noCopy) = (source, target, readOnly, noCopy)
  }

  /// The path of the engine's host, of a bind mount.
  package var hostPath: String? {
    if case .bind(let path, _) = source { path } else { nil }
  }
}

extension Mount {
  /// Reads an entry of `volumes:`, in either form.
  package static func read(_ node: Node, _ diagnostics: Diagnostics) -> Mount? {
    if node.mapping == nil { return node.value(diagnostics, parse) }
    var fields = MappingReader(node, diagnostics)
    let type = fields.required("type", hint: "volume or bind")?.choice(LongForm.self, diagnostics)
    let sourceNode = fields.optional("source")
    let source = sourceNode?.value(diagnostics, HostPath.parse)
    let target = fields.required("target", hint: "the path in the container")?.value(diagnostics, checkTarget)
    let readOnly = fields.optional("read_only")?.boolean(diagnostics) ?? false
    let bind = fields.optional("bind").map { readBind($0, diagnostics) }
    var volume = fields.optional("volume").map { MappingReader($0, diagnostics) }
    let noCopy = volume?.optional("nocopy")?.boolean(diagnostics) ?? false
    volume?.reportUnknownKeys()
    fields.reportUnknownKeys(allowingExtensions: true)
    guard let type, let target, (source == nil) == (sourceNode == nil) else { return nil }
    switch (type, source) {
    case (.bind, let path?): return Mount(.bind(path, propagation: bind ?? nil), at: target, readOnly: readOnly)
    case (.bind, nil):
      diagnostics.error(node.mark, "a bind mount needs a 'source'")
      return nil
    case (.volume, let name?): return Mount(.volume(name), at: target, readOnly: readOnly, noCopy: noCopy)
    case (.volume, nil):
      diagnostics.error(
        node.mark, "a volume needs a name", hint: "add 'source', and declare it in the file's 'volumes'")
      return nil
    }
  }

  private enum LongForm: String, CaseIterable {
    case volume
    case bind
  }

  private static func readBind(_ node: Node, _ diagnostics: Diagnostics) -> Propagation? {
    var fields = MappingReader(node, diagnostics)
    defer { fields.reportUnknownKeys() }
    // Engines create the source in any case when it goes through `Binds`, as it does here.
    _ = fields.optional("create_host_path")?.boolean(diagnostics)
    return fields.optional("propagation")?.choice(Propagation.self, diagnostics)
  }

  /// The short form: `[SOURCE:]TARGET[:OPTIONS]`.
  static func parse(_ text: String) throws(InvalidValue) -> Mount {
    var malformed: InvalidValue {
      InvalidValue(
        "\(Redaction.quote(text)) is not a mount", hint: "write it as name:/path, or ./path:/path:shared")
    }
    let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard (1...3).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else { throw malformed }
    guard parts.count > 1 else {
      throw InvalidValue("the volume at \(Redaction.quote(text)) has no name", hint: "write NAME:\(text)")
    }
    var propagation: Propagation?
    var readOnly = false
    var noCopy = false
    for option in parts.count > 2 ? parts[2].split(separator: ",") : [] {
      switch option {
      case "ro": readOnly = true
      case "rw": readOnly = false
      case "nocopy": noCopy = true
      case "z", "Z":
        throw InvalidValue(
          "the mount option '\(option)' relabels the source for SELinux",
          hint: "nodectl does not relabel; label the directory once with chcon, and leave the option out")
      default:
        propagation = Propagation(rawValue: String(option))
        if propagation == nil { throw InvalidValue("'\(option)' is not an option of a mount") }
      }
    }
    let path = try HostPath.parse(parts[0])
    let isPath = [".", "/"].contains { path.hasPrefix($0) }
    let target = try checkTarget(parts[1])
    if !isPath, propagation != nil {
      throw InvalidValue("a volume has no propagation", hint: "only a path of the host has")
    }
    let source = isPath ? Source.bind(path, propagation: propagation) : .volume(path)
    return Mount(source, at: target, readOnly: readOnly, noCopy: noCopy)
  }

  private static func checkTarget(_ path: String) throws(InvalidValue) -> String {
    guard path.hasPrefix("/") else { throw InvalidValue("the target \(Redaction.quote(path)) is not an absolute path") }
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }

  var rendered: Value {
    // The short form ends a path at a colon.
    if path.contains(":") || target.contains(":") { return .mapping(longForm) }
    var options: [String] = []
    if case .bind(_, let propagation?) = source { options.append(propagation.rawValue) }
    if readOnly { options.append("ro") }
    if noCopy { options.append("nocopy") }
    return .string(
      ([path, target] + (options.isEmpty ? [] : [options.joined(separator: ",")])).joined(separator: ":"))
  }

  /// What is mounted: a path, or a volume's key.
  private var path: String {
    switch source {
    case .volume(let key): key
    case .bind(let path, _): path
    }
  }

  private var longForm: [Value.Entry] {
    let type: LongForm
    var options: [Value.Entry] = []
    switch source {
    case .volume:
      type = .volume
      if noCopy { options = [Value.Entry("volume", ["nocopy": true])] }
    case .bind(_, let propagation):
      type = .bind
      if let propagation { options = [Value.Entry("bind", ["propagation": .string(propagation.rawValue)])] }
    }
    return [
      Value.Entry("type", .string(type.rawValue)), Value.Entry("source", .string(path)),
      Value.Entry("target", .string(target)), Value.Entry("read_only", .boolean(readOnly)),
    ] + options
  }
}
