/// The name of a node: of its Kubernetes Node object, its project on the engine, and the prefix of all its resources.
package struct NodeName: Sendable, Hashable, CustomStringConvertible {
  package let description: String

  /// Takes 1 to 40 of `a`-`z`, `0`-`9` and, inside, `-`: what host names, compose projects and cgroups all accept.
  package init(_ text: String) throws(InvalidValue) {
    let letters = text.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    guard (1...40).contains(text.count), letters, !text.hasPrefix("-"), !text.hasSuffix("-") else {
      throw InvalidValue(
        "\(Redaction.quote(text)) cannot be a node's name",
        hint: "use 1 to 40 lower-case letters and digits, and '-' between them")
    }
    description = text
  }

  /// The path below the root of the host's cgroups that belongs to the node alone, where it has one (`metrics: host`).
  package var cgroup: String { "/nodectl/\(self)" }

  /// The same for the pods that a runtime outside of the node runs: nothing in it is ended with the node.
  package var podCgroup: String { "/nodectl-pods/\(self)" }

  /// What a kubelet makes of that path where systemd places the pods: k8s.io/kubernetes, `CgroupName.ToSystemd`.
  package var podSlice: String {
    let prefix = "nodectl_pods"
    return "/\(prefix).slice/\(prefix)-\(description.replacing("-", with: "_")).slice"
  }
}
