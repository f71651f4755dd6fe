import FoundationEssentials

/// What k0s, its log and the cluster say of a worker.
package struct WorkerSymptoms: Sendable {
  /// What `k0s status -o json` printed; nil where it failed.
  package let status: String?
  /// What `k0s kubectl get node NAME -o json` printed with the node's own credentials; nil where it failed.
  package let node: String?
  /// The end of the container's log, its lines in their order.
  package let log: [String]

  package init(status: String?, node: String?, log: [String]) {
    (self.status, self.node, self.log) = (status, node, log)
  }

  /// What keeps the worker from being Ready; nil where nothing is known to.
  package func diagnosis(of expected: ExpectedNode) -> Diagnosis? {
    if let refusal = refusal(expected) { return refusal }
    if let message = connectionTrouble {
      return Diagnosis(
        "k0s does not reach the cluster's API server: \(message)",
        "see that the controllers run, and are reachable from the ZeroTier network (6443 and 8132, TCP)")
    }
    return nodeTrouble
  }

  /// k0s ends with these, and says them nowhere but in its log.
  private func refusal(_ expected: ExpectedNode) -> Diagnosis? {
    for line in log.reversed() {
      if line.contains("worker node credentials are invalid") {
        return Diagnosis(
          "the cluster no longer accepts the node's credentials",
          "put a fresh join token where the spec says: k0s token create --role=worker",
          "nodectl up --rejoin \(expected.name)")
      }
      if let match = line.firstMatch(of: /worker-config-[a-z0-9.-]+-(1\.\d+)\\?" is forbidden/) {
        return Diagnosis(
          "the cluster has no configuration for workers of k0s \(match.1): its controllers are of another minor version",
          "set k0s.version to that of the controllers, which 'k0s version' prints there")
      }
      if line.contains("no join token given") {
        return Diagnosis("k0s has no join token, and has never joined", "nodectl up --recreate \(expected.name)")
      }
    }
    return nil
  }

  private var connectionTrouble: String? {
    struct Status: Decodable {
      struct Connection: Decodable {
        let Message: String?
        let Success: Bool
      }

      let WorkerToAPIConnectionStatus: Connection
    }
    guard let status, let read = try? JSONDecoder().decode(Status.self, from: Data(status.utf8)) else { return nil }
    let connection = read.WorkerToAPIConnectionStatus
    return connection.Success ? nil : connection.Message ?? "it does not say why"
  }

  /// What of the Node's conditions is not as it should be.
  private var nodeTrouble: Diagnosis? {
    guard let node, let read = try? JSONDecoder().decode(ClusterNode.self, from: Data(node.utf8)) else { return nil }
    let conditions = read.status.conditions
    guard let ready = conditions.first(where: { $0.type == "Ready" }), ready.status != "True" else { return nil }
    let pressure = conditions.filter { $0.type != "Ready" && $0.status == "True" }.map(\.type)
    let others = pressure.isEmpty ? "" : "; it has \(pressure.joined(separator: ", "))"
    return Diagnosis(
      "the cluster takes the Node for not ready: \(ready.reason): \(ready.message)\(others)",
      ready.message.contains("NetworkPluginNotReady")
        ? "the pod network comes as a pod: k0s kubectl -n kube-system get pods -o wide, on a controller"
        : "k0s kubectl describe node, on a controller, shows more")
  }

  private struct ClusterNode: Decodable {
    struct Status: Decodable { let conditions: [Condition] }

    struct Condition: Decodable {
      let type: String
      let status: String
      let reason: String
      let message: String
    }

    let status: Status
  }
}
