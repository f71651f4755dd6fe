package import FoundationEssentials
package import JoinToken

/// What k0s, its log and the cluster say of a worker.
package struct WorkerSymptoms: Sendable {
  /// What `k0s status -o json` printed; nil where it failed.
  package let status: String?
  /// What `k0s kubectl get node NAME -o json` printed with the node's own credentials; nil where it failed.
  package let node: String?
  /// The end of the container's log, its lines in their order.
  package let log: [String]
  /// That by which the cluster knows the kubelet; nil where none can be read.
  package var certificate: CertificateValidity?
  package var now = Date()

  /// What is known of k0s's lines is near their beginning; searching takes time with the square of what it is given.
  private static let lineLength = 4096

  package init(status: String?, node: String?, log: [String]) {
    (self.status, self.node) = (status, node)
    self.log = log.map { String($0.prefix(Self.lineLength)) }
  }

  /// What keeps the worker from being Ready; nil where nothing is known to.
  package func diagnosis(of expected: ExpectedNode) -> Diagnosis? {
    let connection = connection
    // What a log says of an earlier run is no news of one that is connected.
    if connection?.success != true, let known = refusal(expected) ?? joining(expected) { return known }
    if let certificate, certificate.notAfter < now { return Self.ended(certificate, expected) }
    if let connection, !connection.success {
      let message = connection.message ?? "it does not say why"
      if message.contains("Unauthorized") { return Self.unauthorized(expected) }
      return Diagnosis(
        "k0s does not reach the cluster's API server: \(message)",
        "see that the controllers run, and are reachable from the ZeroTier network (6443 and 8132, TCP)")
    }
    return nodeTrouble
  }

  /// What will keep the worker from being Ready one day.
  package func warning(of expected: ExpectedNode) -> Diagnosis? {
    guard let certificate, certificate.isOverdue(at: now), certificate.notAfter >= now else { return nil }
    return Diagnosis(
      "the kubelet's certificate ends at \(certificate.notAfter.formatted(.iso8601)), and was not renewed in its time",
      isWarning: true, "see that the node reaches the controllers, which renew it without being asked",
      "nodectl up --rejoin \(expected.name)    gets a new one, with a fresh join token")
  }

  private static func ended(_ certificate: CertificateValidity, _ expected: ExpectedNode) -> Diagnosis {
    Diagnosis(
      "the kubelet's certificate ended at \(certificate.notAfter.formatted(.iso8601)): the cluster does not know the node",
      freshToken, rejoin(expected))
  }

  static let freshToken = "put a fresh join token where the spec says: k0s token create --role=worker"

  static func rejoin(_ expected: ExpectedNode) -> String {
    "nodectl up --rejoin \(expected.name)    resets the kubelet's credentials, and nothing else"
  }

  private var connection: (success: Bool, message: String?)? {
    struct Status: Decodable {
      struct Connection: Decodable {
        let Message: String?
        let Success: Bool
      }

      let WorkerToAPIConnectionStatus: Connection
    }
    guard let status, let read = try? JSONDecoder().decode(Status.self, from: Data(status.utf8)) else { return nil }
    return (read.WorkerToAPIConnectionStatus.Success, read.WorkerToAPIConnectionStatus.Message)
  }
}
