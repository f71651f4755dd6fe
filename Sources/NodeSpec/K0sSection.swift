package import Images
import YAML

/// `k0s:` of a spec: the worker, the cluster it joins, and how it registers there.
package struct K0sSection: Sendable {
  /// The address that the node registers with.
  package enum NodeIP: Sendable, Equatable {
    /// The one that ZeroTier assigns.
    case assigned
    case literal(IPv4Address)
  }

  /// A `key: value` of a mapping, in the order of the spec.
  package struct Pair: Sendable, Equatable {
    package let key: String
    package let value: String
  }

  package var version: Located<K0sVersion>
  /// The image, where it is not k0s's own of the version: one from a registry of the user's.
  package let image: ImageReference?
  package let joinToken: Located<SecretSource>
  package let nodeIP: Located<NodeIP>
  package let profile: String
  package let labels: [Pair]
  package let taints: [Taint]
  /// Flags of the kubelet without their dashes, with their values.
  package let kubeletExtraArguments: [Pair]
  /// Flags of `k0s worker` without their dashes, with their values.
  package let extraArguments: Located<[Pair]>?

  static func read(_ node: Node, _ diagnostics: Diagnostics) -> K0sSection? {
    var fields = MappingReader(node, diagnostics)
    let version = fields.required("version", hint: "the version of the cluster's controllers, such as v1.34.1+k0s.0")
      .flatMap { readVersion($0, diagnostics) }
    let image = fields.optional("image")?.namedImage(diagnostics)
    let joinToken = fields.required("joinToken", hint: "write 'joinToken: {file: join-token}'")
      .flatMap { readJoinToken($0, diagnostics) }
    let nodeIP = fields.optional("nodeIP").map { Located(readNodeIP($0, diagnostics), at: $0.mark) }
    let profile = fields.optional("profile")?.value(diagnostics, checkProfile)
    let labels = fields.optional("labels").map { readLabels($0, diagnostics) }
    let taints = fields.optional("taints").map { readTaints($0, diagnostics) }
    let arguments = fields.optional("kubeletExtraArgs").map { ExtraArguments.kubelet.read($0, diagnostics) }
    let extraArguments = fields.optional("extraArgs").map {
      Located(ExtraArguments.worker.read($0, diagnostics), at: $0.mark)
    }
    fields.reportUnknownKeys()
    guard let version, let joinToken else { return nil }
    return K0sSection(
      version: version, image: image, joinToken: joinToken, nodeIP: nodeIP ?? Located(.assigned, at: node.mark),
      profile: profile ?? "default", labels: labels ?? [], taints: taints ?? [],
      kubeletExtraArguments: arguments ?? [], extraArguments: extraArguments)
  }

  private static func readVersion(_ node: Node, _ diagnostics: Diagnostics) -> Located<K0sVersion>? {
    let version = node.value(diagnostics) { (text) throws(InvalidValue) in
      try K0sVersion(text).supported()
    }
    return version.map { Located($0, at: node.mark) }
  }

  private static func readJoinToken(_ node: Node, _ diagnostics: Diagnostics) -> Located<SecretSource>? {
    let hint = "write 'joinToken: {file: join-token}' with the path of a file that holds the token"
    guard node.mapping != nil else {
      diagnostics.error(node.mark, "expected a mapping here, not \(node.kind)", hint: hint)
      return nil
    }
    var fields = MappingReader(node, diagnostics)
    let makers: [(String, (String) -> SecretSource)] = [
      ("file", SecretSource.file), ("env", SecretSource.environment), ("value", SecretSource.inline),
    ]
    let sources = makers.compactMap { key, make in fields.optional(key).map { (node: $0, make: make) } }
    fields.reportUnknownKeys()
    guard let source = sources.first else {
      if makers.contains(where: { fields.misspells($0.0) }) { return nil }
      diagnostics.error(node.mark, "the join token has no source", hint: hint)
      return nil
    }
    if sources.count > 1 {
      diagnostics.error(sources[1].node.mark, "the join token has more than one source", hint: "keep only one of them")
    }
    return source.node.text(diagnostics).map { Located(source.make($0), at: source.node.mark) }
  }

  private static func readNodeIP(_ node: Node, _ diagnostics: Diagnostics) -> NodeIP {
    if node.scalar?.text == "auto" { return .assigned }
    return node.value(diagnostics, IPv4Address.init).map(NodeIP.literal) ?? .assigned
  }

  private static func checkProfile(_ text: String) throws(InvalidValue) -> String {
    let isName = text.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789-.".unicodeScalars.contains($0))
    }
    guard isName, !text.isEmpty else {
      throw InvalidValue("\(Redaction.quote(text)) is not the name of a worker profile")
    }
    return text
  }

  private static func readTaints(_ node: Node, _ diagnostics: Diagnostics) -> [Taint] {
    var seen: Set<String> = []
    return node.items(diagnostics).compactMap { item in
      item.value(diagnostics) { (text) throws(InvalidValue) in
        let taint = try Taint(text)
        guard seen.insert(taint.identity).inserted else {
          throw InvalidValue(
            "there is another taint of that key and effect, and a kubelet refuses to start with two",
            hint: "keep one of them")
        }
        return taint
      }
    }
  }

  private static func readLabels(_ node: Node, _ diagnostics: Diagnostics) -> [Pair] {
    if node.mapping == nil {
      diagnostics.error(node.mark, "expected a mapping here, not \(node.kind)", hint: "write 'labels: {key: value}'")
    }
    return (node.mapping ?? []).compactMap { entry in
      do throws(InvalidValue) {
        try LabelRules.check(nodeLabel: entry.key.text)
      } catch {
        diagnostics.error(entry.keyMark, error.message, hint: error.hint)
        return nil
      }
      let value =
        entry.value.isNull
        ? ""
        : entry.value.value(diagnostics) { (text) throws(InvalidValue) in
          try LabelRules.check(value: text)
          return text
        }
      return value.map { Pair(key: entry.key.text, value: $0) }
    }
  }
}
