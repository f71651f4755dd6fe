import FoundationEssentials
import JoinToken

@testable import Doctor

extension DiagnosisCase {
  /// `connected` is what follows `Success` in the answer of `k0s status`; nil where that fails.
  private static func worker(
    _ name: String, connected: String? = "true, \"Message\": \"\"", node: String? = nil, log: String = "",
    certificateAgeInDays age: Double? = nil
  ) -> DiagnosisCase {
    DiagnosisCase(name: name) {
      var symptoms = WorkerSymptoms(
        status: connected.map { "{\"Role\": \"worker\", \"WorkerToAPIConnectionStatus\": {\"Success\": \($0)}}" },
        node: node, log: log.split(separator: "\n").map(String.init))
      if let age, let certificate = CertificateValidity(inPEM: kubeletCertificate) {
        symptoms.certificate = certificate
        symptoms.now = certificate.notBefore.addingTimeInterval(age * 86400)
      }
      return symptoms.diagnosis(of: Self.node) ?? symptoms.warning(of: Self.node)
    }
  }

  private static func conditions(_ ready: String, _ reason: String, _ message: String, pressure: String = "False")
    -> String
  {
    """
    {"status": {"conditions": [
      {"type": "DiskPressure", "status": "\(pressure)", "reason": "KubeletHasDiskPressure", "message": "disk is full"},
      {"type": "Ready", "status": "\(ready)", "reason": "\(reason)", "message": "\(message)"}]}}
    """
  }

  private static let invalidCredentials =
    "Error: the k0s worker node credentials are invalid, the node needs to be rejoined into the cluster\n"
  private static let joining = "level=info msg=\"Bootstrapping client configuration\" component=tls-bootstrap\n"
  private static let joined = joining + "level=info msg=\"Successfully bootstrapped client configuration\"\n"

  static let workerCases = [
    worker("a ready Node", node: conditions("True", "KubeletReady", "kubelet is posting ready status")),
    worker("what the cluster says cannot be read", node: "{\"status\": {}}"),
    worker(
      "a Node that is not ready, with a condition that says nothing",
      node: #"{"status": {"conditions": [{"type": "X", "status": "True"}, {"type": "Ready", "status": "False"}]}}"#),
    worker("API server out of reach", connected: "false, \"Message\": \"dial tcp 10.1.2.1:6443: connection refused\""),
    worker("API server that gives no reason", connected: "false"),
    worker("credentials no longer valid, while it runs", connected: "false, \"Message\": \"Unauthorized\""),
    worker("credentials no longer valid, and it has ended", connected: nil, log: invalidCredentials),
    worker("credentials that were not valid before", log: invalidCredentials),
    worker("the API server does not let it join", connected: nil, log: joining),
    worker("it has joined, and starts", connected: nil, log: joined),
    worker(
      "a join token that is not accepted", connected: nil,
      log: joining + "Error: failed to bootstrap client configuration: cannot create certificate signing request: "
        + "Unauthorized\n"),
    worker(
      "joining failed", connected: nil,
      log: joining + "Error: failed to bootstrap client configuration: context deadline exceeded\n"),
    worker(
      "wrong minor version", connected: nil,
      log: joined + """
        time="2026-11-22T10:00:00Z" level=error msg="configmaps \\"worker-config-default-1.34\\" is forbidden: User \
        \\"system:node:edge\\" cannot get resource"
        """),
    worker(
      "no token", connected: nil,
      log: "Error: neither regular nor bootstrap kubeconfig files exist and no join token given; ..."),
    worker(
      "Node without a pod network",
      node: conditions("False", "KubeletNotReady", "NetworkReady=false reason:NetworkPluginNotReady")),
    worker(
      "Node not ready, and full",
      node: conditions("Unknown", "NodeStatusUnknown", "Kubelet stopped posting node status.", pressure: "True")),
    worker("a certificate in its time", certificateAgeInDays: 328),
    worker("a certificate that was not renewed", certificateAgeInDays: 330),
    worker(
      "a certificate that has ended", connected: "false, \"Message\": \"Unauthorized\"", certificateAgeInDays: 366),
  ]

  /// A year's, from 2026-11-23 on, as the kubelet has it: its key, here never kept, is in the same file.
  private static let kubeletCertificate = """
    -----BEGIN CERTIFICATE-----
    MIIBuDCCAV+gAwIBAgIUIiZeWRmE/VCirWpi5ZveIHbBNPkwCgYIKoZIzj0EAwIw
    MjEVMBMGA1UECgwMc3lzdGVtOm5vZGVzMRkwFwYDVQQDDBBzeXN0ZW06bm9kZTpl
    ZGdlMB4XDTI2MTEyMzEwMDAyNVoXDTI3MTEyMzEwMDAyNVowMjEVMBMGA1UECgwM
    c3lzdGVtOm5vZGVzMRkwFwYDVQQDDBBzeXN0ZW06bm9kZTplZGdlMFkwEwYHKoZI
    zj0CAQYIKoZIzj0DAQcDQgAE2F4dSAFZl3Nuisbw8SbMjRYeZUSng0eU3LTm6kHb
    Nsm7QuL/idezq36igDZS88mj8osOVJOqyOZGu7N5BJ6OXKNTMFEwHQYDVR0OBBYE
    FN4L7eijkK3GLFnr65VR/W3D9utQMB8GA1UdIwQYMBaAFN4L7eijkK3GLFnr65VR
    /W3D9utQMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDRwAwRAIgfacWzW3r
    JzPi6cpp734OAJ8BaYyfMBggCHYxB4ezr/ICICqPUPuJ30fdhi1vVeUzdXrrldkT
    ubc6NTOlxmWHBM4i
    -----END CERTIFICATE-----
    """
}
