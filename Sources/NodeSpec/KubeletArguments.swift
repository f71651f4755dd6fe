import YAML

/// `kubeletExtraArgs` of a spec: flags of the kubelet that nodectl passes on.
enum KubeletArguments {
  /// Flags that nodectl sets itself, and what to use for them.
  static let owned = [
    "node-ip": "set k0s.nodeIP",
    "hostname-override": "it is the node's name",
    "kubelet-cgroups": "nodectl keeps the kubelet in its container's cgroup with it",
    "cgroup-root": "nodectl places the node's cgroups",
    "node-labels": "set k0s.labels",
    "register-with-taints": "set k0s.taints",
    "protect-kernel-defaults": "set hostSysctls",
  ]

  static func read(_ node: Node, _ diagnostics: Diagnostics) -> [K0sSection.Pair] {
    if node.mapping == nil {
      diagnostics.error(
        node.mark, "expected a mapping here, not \(node.kind)", hint: "write 'kubeletExtraArgs: {max-pods: 200}'")
    }
    return (node.mapping ?? []).compactMap { entry in
      let flag = entry.key.text
      do throws(InvalidValue) {
        try check(flag: flag)
      } catch {
        diagnostics.error(entry.keyMark, error.message, hint: error.hint)
        return nil
      }
      return entry.value.value(diagnostics, check(value:)).map { K0sSection.Pair(key: flag, value: $0) }
    }
  }

  private static func check(flag: String) throws(InvalidValue) {
    guard !flag.hasPrefix("-") else {
      throw InvalidValue("flags are written without dashes here", hint: "write '\(flag.drop { $0 == "-" })'")
    }
    let isFlag = flag.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    guard isFlag, flag.first?.isLetter == true else {
      throw InvalidValue("\(Redaction.quote(flag)) is not a flag of the kubelet")
    }
    if let instead = owned[flag] {
      throw InvalidValue("nodectl sets --\(flag) itself", hint: instead)
    }
  }

  /// k0s splits its `--kubelet-extra-args` at white space and knows no quoting.
  private static func check(value: String) throws(InvalidValue) -> String {
    guard !value.contains(where: \.isWhitespace) else {
      throw InvalidValue(
        "the value of a kubelet flag cannot contain white space", hint: "k0s splits these flags at white space")
    }
    return value
  }
}
