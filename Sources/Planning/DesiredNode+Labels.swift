package import Compose
import NodeSpec
import Ownership
import ZeroTier

extension DesiredNode {
  /// The labels of a service's container.
  package func labels(of service: Service) -> [String: String] {
    if let made = previous(of: service) { return made.labels }
    var labels = nodeLabels.merging(resourceLabels(configHash: configHash(of: service))) { own, _ in own }
    labels[Label.service] = service.name
    labels[Label.workingDirectory] = origin.directory
    labels[Label.configFiles] = origin.file
    labels[Label.oneOff] = "False"
    labels[Label.containerNumber] = "1"
    labels[Label.dependsOn] = service.dependsOn.map(\.label).sorted().joined(separator: ",")
    labels[Label.config] = description(of: service).canonicalJSON
    if madeWithAddress.contains(service.name) { labels[Label.nodeIP] = nodeIP?.description }
    for pair in service.labels { labels[pair.key] = pair.value ?? "" }
    return labels
  }

  package func labels(of network: Compose.Network) -> [String: String] {
    var labels = resourceLabels(configHash: ConfigHash.of(network))
    labels[Label.network] = network.key
    for pair in network.labels { labels[pair.key] = pair.value ?? "" }
    return labels
  }

  package func labels(of volume: Volume) -> [String: String] {
    var labels = resourceLabels(configHash: ConfigHash.of(volume))
    labels[Label.volume] = volume.key
    if volume.isTmpfs { labels[Label.sysctlsBefore] = sysctlsBefore?.description }
    for pair in volume.labels { labels[pair.key] = pair.value ?? "" }
    return labels
  }

  private func resourceLabels(configHash: String) -> [String: String] {
    [
      Label.project: name, Label.composeVersion: NodectlVersion.current, Label.version: NodectlVersion.current,
      Label.configHash: configHash,
    ]
  }

  /// What later runs need when only the node's name is given.
  private var nodeLabels: [String: String] {
    var labels = [
      Label.template: templateName, Label.dataDirectory: dataDirectory, Label.hostPort: String(hostPort),
      Label.zerotierNetwork: spec.zerotier.network.value.description, Label.zerotierAddress: zerotierAddress,
    ]
    labels[Label.runtimeSocket] = spec.runtime.external?.socket.value.place
    return labels
  }

  private var templateName: String {
    switch spec.template.value {
    case .crioKrun: "crio-krun"
    case .containerd: "containerd"
    case .external: "external"
    case .classic: "classic"
    case .file(let path): path
    }
  }
}

extension Dependency {
  /// As compose writes it in its label.
  fileprivate var label: String { "\(service):\(condition.rawValue):\(restart)" }

  /// Those of a label.
  static func all(inLabel label: String) -> [Dependency] {
    label.split(separator: ",").compactMap { text in
      let parts = text.split(separator: ":")
      guard parts.count == 3, let condition = Condition(rawValue: String(parts[1])) else { return nil }
      return Dependency(on: String(parts[0]), condition, restart: parts[2] == "true")
    }
  }
}
