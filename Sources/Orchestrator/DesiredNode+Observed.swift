package import Compose
import NodeSpec
package import Planning

extension DesiredNode {
  /// The node with what an engine knows of it: the address that ZeroTier has assigned, the port that was chosen.
  ///
  /// `port` is one to be tried for `hostPort: auto`, in the place of the one that was chosen before.
  package func adapted(to state: ObservedState, capacity: HostCapacity? = nil, port: Int? = nil) -> DesiredNode {
    let labelled = state.containers.lazy.compactMap { $0.labels[Label.nodeIP] }.first.flatMap { try? IPv4Address($0) }
    var hostPort = hostPort
    if spec.zerotier.hostPort.value == .automatic {
      let chosen = state.containers.lazy.compactMap { $0.labels[Label.hostPort] }.first.flatMap { Int($0) }
      hostPort = port ?? chosen ?? ZeroTierSection.HostPort.firstAutomatic
    }
    var node = with(nodeIP: state.assignedAddress ?? labelled, hostPort: hostPort, capacity: capacity)
    node.sysctlsBefore = state.sysctlsBefore
    return node
  }
}
