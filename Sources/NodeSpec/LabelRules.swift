/// What Kubernetes accepts as a label, and what of it a kubelet may set on its own Node.
package enum LabelRules {
  /// Keys of Kubernetes's own namespaces that a kubelet may set: k8s.io/kubernetes, `well_known_labels.go`.
  private static let kubeletKeys: Set = [
    "kubernetes.io/hostname", "kubernetes.io/arch", "kubernetes.io/os", "beta.kubernetes.io/arch",
    "beta.kubernetes.io/os", "beta.kubernetes.io/instance-type", "node.kubernetes.io/instance-type",
    "topology.kubernetes.io/region", "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/region",
    "failure-domain.beta.kubernetes.io/zone",
  ]

  package static func check(key: String) throws(InvalidValue) {
    let parts = key.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let name = parts.last, (1...63).contains(name.count), isName(name) else {
      throw malformed(key)
    }
    guard parts.count == 2 else { return }
    let labels = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    guard parts[0].count <= 253, labels.allSatisfy({ !$0.isEmpty && isName($0) && $0 == $0.lowercased() }) else {
      throw malformed(key)
    }
  }

  /// Checks a key that the kubelet is to set: it exits at once when one is not its to set.
  package static func check(nodeLabel key: String) throws(InvalidValue) {
    try check(key: key)
    guard let slash = key.firstIndex(of: "/") else { return }
    let namespace = key[..<slash]
    func isIn(_ parent: String) -> Bool { namespace == parent || namespace.hasSuffix("." + parent) }
    guard isIn("kubernetes.io") || isIn("k8s.io"), !kubeletKeys.contains(key), !isIn("node.kubernetes.io"),
      !isIn("kubelet.kubernetes.io")
    else { return }
    throw InvalidValue(
      "a node may not give itself the label '\(key)'",
      hint: "the kubelet refuses to start with it; use a prefix of your own, or node.kubernetes.io/...")
  }

  package static func check(value: String) throws(InvalidValue) {
    guard value.isEmpty || (value.count <= 63 && isName(value[...])) else {
      throw InvalidValue(
        "\(Redaction.quote(value)) cannot be the value of a label",
        hint: "use up to 63 letters and digits, and '-', '_' and '.' between them")
    }
  }

  private static func malformed(_ key: String) -> InvalidValue {
    InvalidValue(
      "\(Redaction.quote(key)) cannot be the key of a label",
      hint: "use letters and digits, with '-', '_' and '.' between them, after an optional prefix such as example.com/")
  }

  private static func isName(_ text: Substring) -> Bool {
    func isEnd(_ character: Character?) -> Bool {
      character.map { $0.isASCII && ($0.isLetter || $0.isNumber) } ?? false
    }
    return isEnd(text.first) && isEnd(text.last) && text.allSatisfy { isEnd($0) || "-_.".contains($0) }
  }
}
