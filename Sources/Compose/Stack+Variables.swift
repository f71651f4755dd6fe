import Images
import NodeSpec
import ZeroTier

extension Stack {
  /// Every variable of the templates: those of crio-krun's published set-up first.
  static let published = [
    "K0S_NODE_NAME", "ZT_ID_PUB", "ZT_ID_SEC", "ZT_NET", "K0S_VERSION", "K0S_JOIN_TOKEN", "K0S_NODE_IP",
    "ZT_HOST_PORT", "ZT_IMAGE", "CRIO_KRUN_IMAGE", "K0S_IMAGE", "K0S_PROFILE", "K0S_LABELS", "K0S_TAINTS",
    "K0S_SYSTEM_RESERVED", "K0S_KUBELET_EXTRA_ARGS", "K0S_DATA_DIR", "CRI_SOCKET", "NODE_EXPORTER_IMAGE",
    "NODE_CPUS", "NODE_MEMORY", "NODE_PIDS",
    "ZT_IDENTITY_FILE", "K0S_JOIN_TOKEN_FILE",
  ]

  /// Those whose values nobody but the node may see.
  package static let secretVariables = ["ZT_ID_SEC", "K0S_JOIN_TOKEN"]

  /// The published names that templates use, and those that nodectl adds to them.
  func variables(_ inputs: Inputs) -> Variables {
    let k0s = spec.k0s
    var variables = Variables(texts: [
      "K0S_NODE_NAME": spec.name.value.description,
      "K0S_VERSION": k0s.version.value.tag,
      "K0S_PROFILE": k0s.profile,
      "K0S_LABELS": labels.joined(separator: ","),
      "K0S_TAINTS": k0s.taints.map(\.description).joined(separator: ","),
      "K0S_KUBELET_EXTRA_ARGS": kubeletArguments.joined(separator: " "),
      "K0S_DATA_DIR": spec.dataDirectory.value,
      "ZT_NET": spec.zerotier.network.value.description,
      "ZT_HOST_PORT": String(inputs.hostPort),
    ])
    variables["ZT_IMAGE"] = spec.zerotier.image.map { .text($0.description) }
    variables["NODE_EXPORTER_IMAGE"] = spec.exporterImage.map { .text($0.description) }
    variables["CRIO_KRUN_IMAGE"] = spec.runtime.image.map { .text($0.description) }
    variables["CRI_SOCKET"] = spec.runtime.external.map { .text($0.socket.value.path) }
    variables["K0S_IMAGE"] = k0s.image.map { .text($0.description) }
    variables["K0S_NODE_IP"] = nodeIP(inputs)
    variables["K0S_SYSTEM_RESERVED"] = systemReserved(inputs)
    variables["NODE_CPUS"] = spec.resources.value.cpus.map { .text(CPUCount.text($0)) }
    variables["NODE_MEMORY"] = spec.resources.value.memory.map { .text("\($0)") }
    variables["NODE_PIDS"] = spec.resources.value.pids.map { .text("\($0)") }
    variables["ZT_ID_PUB"] = secret("ZT_ID_PUB", inputs.secrets?.identity.publicPart.description)
    variables["ZT_ID_SEC"] = secret("ZT_ID_SEC", inputs.secrets?.identity.secretText)
    variables["K0S_JOIN_TOKEN"] = secret("K0S_JOIN_TOKEN", inputs.secrets?.joinToken)
    if case .file(let path) = spec.zerotier.identity.secret.value { variables["ZT_IDENTITY_FILE"] = .text(path) }
    if case .file(let path) = k0s.joinToken.value { variables["K0S_JOIN_TOKEN_FILE"] = .text(path) }
    return variables
  }

  /// Those of the spec, and the one by which the exporter's scrape configuration knows the node.
  private var labels: [String] {
    let labels = spec.k0s.labels.map { "\($0.key)=\($0.value)" }
    let isMissing = !spec.k0s.labels.contains { $0.key == Metrics.externalLabel }
    return labels + (spec.metrics.value == .exporter && isMissing ? ["\(Metrics.externalLabel)=true"] : [])
  }

  private func nodeIP(_ inputs: Inputs) -> Variables.Variable {
    if case .literal(let address) = spec.k0s.nodeIP.value { return .text(address.description) }
    if let address = inputs.nodeIP { return .text(address.description) }
    return .deferred(reference: "${K0S_NODE_IP:?run nodectl status \(spec.name.value)}")
  }

  /// What the spec's settings mean to the kubelet, and then what the spec says to it itself.
  private var kubeletArguments: [String] {
    var arguments = spec.hostCgroup?.kubeletFlags ?? []
    if spec.hostSysctls.value == .refuse { arguments.append("--protect-kernel-defaults=true") }
    return arguments + spec.k0s.kubeletExtraArguments.map { "--\($0.key)=\($0.value)" }
  }

  /// Further flags of k0s, which no variable can hold: one that is empty would still be an argument.
  func workerArguments(keepingEscapes: Bool) -> [String] {
    (spec.k0s.extraArguments?.value ?? []).map { argument in
      let text = "--\(argument.key)=\(argument.value)"
      return keepingEscapes ? Interpolator.escape(text) : text
    }
  }

  private func systemReserved(_ inputs: Inputs) -> Variables.Variable {
    guard spec.resources.value.cpus != nil || spec.resources.value.memory != nil else { return .text("") }
    guard let capacity = inputs.capacity else {
      return .deferred(
        reference: "${K0S_SYSTEM_RESERVED:?what the host has beyond the node's share, such as cpu=4,memory=8Gi}")
    }
    return .text(capacity.reserved(from: spec.resources.value) ?? "")
  }

  private func secret(_ name: String, _ value: String?) -> Variables.Variable {
    value.map(Variables.Variable.text) ?? .deferred(reference: "${\(name):?set it in the .env file}")
  }
}
