import Compose
import NodeSpec
import TestSupport
import Testing
import YAML
import ZeroTier

@testable import Planning

/// A node named `edge`, with lines added below `zerotier:`, below `k0s:` and at the end of its spec.
func desiredNode(
  version: String = "v1.34.1+k0s.0", zerotier: String = "hostPort: 9994", k0s: String = "", more: String = "",
  override: String? = nil, token: String = "H4sIAAAAAAAA-a-token",
  nodeIP: String? = nil, cpus: Int? = nil
) throws -> DesiredNode {
  let text = """
    name: edge
    zerotier:
      network: 8056c2e21c000001
      identity: {file: identity.secret}
      \(zerotier)
    k0s:
      version: \(version)
      joinToken: {file: join-token}
      \(k0s)
    \(more)
    """
  let diagnostics = Diagnostics()
  let document = try #require(try Parser.parse(Source(name: "node.yaml", text: text)).first)
  let spec = try #require(NodeSpec.read(document, diagnostics))
  let overrides = override.map { [Source(name: "override.yaml", text: $0)] } ?? []
  let stack = try #require(Stack(spec, userFiles: overrides, diagnostics))
  let secrets = NodeSecrets(identity: try Identity(SampleSecrets.identity), joinToken: token)
  var inputs = Stack.Inputs(nodeIP: try nodeIP.map(IPv4Address.init), hostPort: 9994, secrets: secrets)
  inputs.capacity = cpus.map { HostCapacity(cpus: $0, memory: 16 << 30) }
  let node = DesiredNode(
    stack: stack, inputs: inputs,
    secrets: [Stack.identitySecret: Array(SampleSecrets.identity.utf8), Stack.tokenSecret: Array(token.utf8)],
    origin: DesiredNode.Origin(directory: "/srv/edge", file: "/srv/edge/node.yaml"), diagnostics)
  #expect(diagnostics.problems == [])
  return node
}

/// The engine as it is when the node is up: every container healthy, started one second after the other.
func running(_ node: DesiredNode) -> ObservedState {
  let project = node.project
  let services = project.servicesInStartOrder
  return ObservedState(
    containers: services.enumerated().map { index, service in
      ObservedContainer(
        id: "id-\(service.name)", name: project.containerName(of: service), service: service.name, state: .running,
        health: .healthy, created: .seconds(index), started: .seconds(100 + index), image: "sha256:\(service.image)",
        labels: node.labels(of: service), networkNamespaceOwner: service.networkNamespaceOwner.map { "id-\($0)" },
        volumes: service.volumes.compactMap { mount in
          guard case .volume(let key) = mount.source else { return nil }
          return "edge_\(key)"
        })
    },
    networks: project.networks.map {
      ObservedNetwork(id: "net-\($0.key)", name: project.name(of: $0), labels: node.labels(of: $0))
    },
    volumes: project.volumes.map { volume in
      let options = Dictionary(uniqueKeysWithValues: volume.driverOptions.map { ($0.key, $0.value ?? "") })
      return ObservedVolume(name: project.name(of: volume), labels: node.labels(of: volume), options: options)
    },
    images: Dictionary(services.map { ($0.image, "sha256:\($0.image)") }) { first, _ in first })
}

extension ObservedState {
  /// The same with the container of a service changed.
  func changing(_ service: String, _ change: (inout ObservedContainer) -> Void) -> ObservedState {
    var state = self
    for index in state.containers.indices where state.containers[index].service == service {
      change(&state.containers[index])
    }
    return state
  }
}
