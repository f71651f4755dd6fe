/// What k0s says nowhere but in its log, before it ends or while it waits.
extension WorkerSymptoms {
  func refusal(_ expected: ExpectedNode) -> Diagnosis? {
    for line in log.reversed() {
      if line.contains("worker node credentials are invalid") { return Self.unauthorized(expected) }
      if let match = line.firstMatch(of: /worker-config-[a-z0-9.-]+-(1\.\d+)\\?" is forbidden/) {
        return Diagnosis(
          "the cluster has no configuration for workers of k0s \(match.1): its controllers are of another minor version",
          "set k0s.version to that of the controllers, which 'k0s version' prints there")
      }
      if line.contains("no join token given") {
        return Diagnosis("k0s has no join token, and has never joined", "nodectl up --recreate \(expected.name)")
      }
      if let match = line.firstMatch(of: /failed to bootstrap client configuration: ([^"]+)/) {
        return line.contains("Unauthorized")
          ? Diagnosis(
            "the cluster does not accept the join token: it has expired, or was deleted", Self.freshToken,
            "nodectl up \(expected.name)")
          : Diagnosis("k0s could not join the cluster: \(match.1)", Self.reachable)
      }
    }
    return nil
  }

  /// It tries for a quarter of an hour, and says nothing of that.
  func joining(_ expected: ExpectedNode) -> Diagnosis? {
    let last = log.last { $0.contains(/[Bb]ootstrapp(ing|ed) client configuration/) }
    guard status == nil, last?.contains("Bootstrapping client configuration") == true else { return nil }
    return Diagnosis(
      "k0s asks the cluster's API server to let the node join, and gets no answer, or none that it takes",
      Self.reachable, "see that the join token is still good: k0s token list, on a controller")
  }

  /// A token is looked at by a node that has never joined: another one would change nothing.
  static func unauthorized(_ expected: ExpectedNode) -> Diagnosis {
    Diagnosis(
      "the cluster no longer accepts the node's credentials, and its join token is not used, as the node has joined already",
      freshToken, rejoin(expected))
  }

  private static let reachable =
    "nodectl token show FILE tells the API server's address: it must be reachable from the ZeroTier network (6443, TCP)"
}
