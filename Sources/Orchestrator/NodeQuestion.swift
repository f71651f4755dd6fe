package import Compose
import Planning

/// What a part of a node can be asked of itself, by a command in its container.
package enum NodeQuestion: String, Sendable, CaseIterable {
  case zerotierInfo = "zerotier-info"
  case zerotierNetworks = "zerotier-networks"
  case runtimeInfo = "crictl-info"
  case workerStatus = "k0s-status"
  case clusterNode = "kubectl-node"

  /// Whose container the command runs in.
  package var role: ServiceRole {
    switch self {
    case .zerotierInfo, .zerotierNetworks: .zerotier
    case .runtimeInfo: .runtime
    case .workerStatus, .clusterNode: .worker
    }
  }

  package func command(of node: String) -> [String] {
    switch self {
    case .zerotierInfo: ["zerotier-cli", "-j", "info"]
    case .zerotierNetworks: ["zerotier-cli", "-j", "listnetworks"]
    case .runtimeInfo: ["crictl", "--runtime-endpoint", "unix:///var/run/crio/crio.sock", "info"]
    case .workerStatus: ["k0s", "status", "-o", "json"]
    // With the kubelet's own credentials: they let it see this one Node.
    case .clusterNode:
      ["k0s", "kubectl", "--kubeconfig", "/var/lib/k0s/kubelet.conf", "get", "node", node, "-o", "json"]
    }
  }
}
