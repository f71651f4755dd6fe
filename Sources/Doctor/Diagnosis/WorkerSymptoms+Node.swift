import FoundationEssentials

/// What the cluster says of the Node.
extension WorkerSymptoms {
  /// What of the Node's conditions is not as it should be.
  var nodeTrouble: Diagnosis? {
    guard let node else { return nil }
    guard let read = try? JSONDecoder().decode(ClusterNode.self, from: Data(node.utf8)) else {
      return Diagnosis(
        "what the cluster says of the Node cannot be read", "k0s kubectl get node -o json, on a controller, shows it")
    }
    let conditions = read.status.conditions
    guard let ready = conditions.first(where: { $0.type == "Ready" }), ready.status != "True" else { return nil }
    let pressure = conditions.filter { $0.type != "Ready" && $0.status == "True" }.map(\.words)
    let others = pressure.isEmpty ? "" : "; it has \(pressure.joined(separator: ", "))"
    let why = [ready.reason, ready.message].compactMap(\.self).map { ": \($0)" }.joined()
    return Diagnosis(
      "the cluster takes the Node for not ready\(why)\(others)",
      ready.message?.contains("NetworkPluginNotReady") == true
        ? "the pod network comes as a pod: k0s kubectl -n kube-system get pods -o wide, on a controller"
        : "k0s kubectl describe node, on a controller, shows more")
  }

  private struct ClusterNode: Decodable {
    struct Status: Decodable { let conditions: [Condition] }

    struct Condition: Decodable {
      let type: String
      let status: String
      let reason: String?
      let message: String?

      var words: String { message.map { "\(type) (\($0))" } ?? type }
    }

    let status: Status
  }
}
