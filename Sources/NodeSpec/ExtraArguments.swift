import YAML

/// Flags of a program that a spec has and that nodectl passes on: `kubeletExtraArgs`, `runtime.extraArgs`.
struct ExtraArguments {
  let program: String
  /// What a first one could look like.
  let example: String
  /// Why no value can have white space, where that is not plain.
  var whiteSpace: String?
  /// Flags that nodectl sets itself, and what to use for them.
  let owned: [String: String]

  static let kubelet = ExtraArguments(
    program: "the kubelet", example: "kubeletExtraArgs: {max-pods: 200}",
    whiteSpace: "k0s splits these flags at white space",
    owned: [
      "node-ip": "set k0s.nodeIP",
      "hostname-override": "it is the node's name",
      "kubelet-cgroups": "nodectl keeps the kubelet in its container's cgroup with it",
      "cgroup-root": "nodectl places the node's cgroups",
      "node-labels": "set k0s.labels",
      "register-with-taints": "set k0s.taints",
      "protect-kernel-defaults": "set hostSysctls",
    ])

  static let crio = ExtraArguments(
    program: "CRI-O", example: "extraArgs: {log-level: debug}",
    owned: [
      "default-runtime": "set runtime.defaultRuntime",
      "listen": "the kubelet finds CRI-O at /run/crio/crio.sock",
      "cgroup-manager": "without systemd in its container there is cgroupfs alone",
      "conmon-cgroup": "with cgroupfs it can only be where CRI-O is",
      "config": "use runtime.dropIns",
      "config-dir": "use runtime.dropIns",
      "root": "the volume for images is mounted where the image has it",
      "runroot": "what is there must be gone with the container",
    ])

  func read(_ node: Node, _ diagnostics: Diagnostics) -> [K0sSection.Pair] {
    if node.mapping == nil {
      diagnostics.error(node.mark, "expected a mapping here, not \(node.kind)", hint: "write '\(example)'")
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

  private func check(flag: String) throws(InvalidValue) {
    guard !flag.hasPrefix("-") else {
      throw InvalidValue("flags are written without dashes here", hint: "write '\(flag.drop { $0 == "-" })'")
    }
    let isFlag = flag.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || ("0"..."9").contains($0) || $0 == "-" }
    guard isFlag, flag.first?.isLetter == true else {
      throw InvalidValue("\(Redaction.quote(flag)) is not a flag of \(program)")
    }
    if let instead = owned[flag] {
      throw InvalidValue("nodectl sets --\(flag) itself", hint: instead)
    }
  }

  /// k0s knows no quoting in its `--kubelet-extra-args`; no value of either program needs any.
  private func check(value: String) throws(InvalidValue) -> String {
    guard !value.contains(where: \.isWhitespace) else {
      throw InvalidValue(
        "the value of a flag of \(program) cannot contain white space", hint: whiteSpace)
    }
    return value
  }

  /// Of the mapping, for editors.
  func schema(_ description: String) -> Value {
    JSONSchema.map(
      description, keys: ["pattern": "^[a-z][a-z0-9-]*$", "not": JSONSchema.choice(owned.keys.sorted())],
      values: JSONSchema.matching("^\\S*$|\\$"))
  }
}
