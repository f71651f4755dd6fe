import YAML

/// Flags of a program that a spec has and that nodectl passes on: `kubeletExtraArgs`, `runtime.extraArgs`, `k0s.extraArgs`.
struct ExtraArguments {
  let program: String
  /// What a first one could look like.
  let example: String
  /// Why no value can have white space, where that is not plain.
  var whiteSpace: String?
  /// Flags that nodectl sets itself, and what to use for them.
  let owned: [String: String]
  /// Flags that there were once, and with which the program does not start any more; and since when.
  var gone: [String: String] = [:]
  /// All that may be set, where that is known, and the values that each may have, where they are few.
  var known: [String: [String]] = [:]

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
      "root-dir": "it is below dataDir",
      "cert-dir": "it is below dataDir",
      "config": "k0s writes that file: use k0s.profile",
      "kubeconfig": "k0s writes that file",
      "bootstrap-kubeconfig": "k0s writes that file, from k0s.joinToken",
      "container-runtime-endpoint": "set runtime.kind, and runtime.socket for a runtime of the host's",
      "system-cgroups": "it would move processes that are not the node's",
    ],
    gone: [
      "cni-bin-dir": "1.24", "cni-cache-dir": "1.24", "cni-conf-dir": "1.24", "container-runtime": "1.27",
      "docker-endpoint": "1.24", "dynamic-config-dir": "1.24", "network-plugin": "1.24", "network-plugin-mtu": "1.24",
    ])

  /// `k0s worker --help`; k0s does not start with a flag that is not its own.
  static let worker = ExtraArguments(
    program: "k0s worker", example: "extraArgs: {iptables-mode: nft}",
    owned: [
      "token-file": "set k0s.joinToken",
      "cri-socket": "set runtime.kind, and runtime.socket for a runtime of the host's",
      "profile": "set k0s.profile",
      "labels": "set k0s.labels",
      "taints": "set k0s.taints",
      "kubelet-extra-args": "set k0s.kubeletExtraArgs",
      "kubelet-root-dir": "it is below dataDir",
      "data-dir": "set dataDir",
      "status-socket": "nodectl and 'k0s status' ask at its usual place",
    ],
    known: [
      "debug": ["true", "false"], "enable-cloud-provider": ["true", "false"],
      "ignore-pre-flight-checks": ["true", "false"], "iptables-mode": ["auto", "legacy", "nft"], "logging": [],
      "verbose": ["true", "false"],
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
      let value = entry.value.value(diagnostics) { (text) throws(InvalidValue) in try check(value: text, of: flag) }
      return value.map { K0sSection.Pair(key: flag, value: $0) }
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
    if let since = gone[flag] {
      throw InvalidValue(
        "\(program) has had no --\(flag) since Kubernetes \(since), and does not start with it", hint: "leave it out")
    }
    guard known.isEmpty || known[flag] != nil else {
      let names = known.keys.sorted()
      throw InvalidValue(
        "\(program) has no flag --\(flag), and does not start with one that it has not",
        hint: Suggestion.sentence(for: flag, among: names) ?? "there are: \(names.joined(separator: ", "))")
    }
  }

  /// k0s knows no quoting in its `--kubelet-extra-args`; no value of either program needs any.
  private func check(value: String, of flag: String) throws(InvalidValue) -> String {
    if let choices = known[flag], !choices.isEmpty, !choices.contains(value) {
      throw InvalidValue("\(Redaction.quote(value)) is not one of: \(choices.joined(separator: ", "))")
    }
    guard !value.contains(where: \.isWhitespace) else {
      throw InvalidValue(
        "the value of a flag of \(program) cannot contain white space", hint: whiteSpace)
    }
    return value
  }

  /// Of the mapping, for editors.
  func schema(_ description: String) -> Value {
    let refused = owned.keys.sorted() + gone.keys.sorted()
    let keys: Value =
      known.isEmpty
      ? ["pattern": "^[a-z][a-z0-9-]*$", "not": JSONSchema.choice(refused)] : JSONSchema.choice(known.keys.sorted())
    return JSONSchema.map(description, keys: keys, values: JSONSchema.matching("^\\S*$|\\$"))
  }
}
