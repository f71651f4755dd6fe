extension StubExecAnswer {
  /// What the parts of a node that is ready say of themselves: the one with ``SampleSecrets``'s identity, in the network
  /// of the tests.
  package static func ofReadyNode(_ command: [String]) -> StubExecAnswer {
    switch command.prefix(3) {
    case ["zerotier-cli", "-j", "info"]:
      json(#"{"address": "8e4df28b72", "online": true, "version": "1.14.2", "tcpFallbackActive": false}"#)
    case ["zerotier-cli", "-j", "listnetworks"]:
      json(
        #"[{"id": "8056c2e21c000001", "name": "mesh", "status": "OK", "portDeviceName": "zt0", "portError": 0, "#
          + #""assignedAddresses": ["10.1.2.3/24"]}]"#)
    case ["k0s", "status", "-o"]: json(#"{"WorkerToAPIConnectionStatus": {"Message": "", "Success": true}}"#)
    case ["k0s", "kubectl", "--kubeconfig"]:
      json(#"{"status": {"conditions": [{"type": "Ready", "status": "True", "reason": "", "message": ""}]}}"#)
    case ["crictl", "--runtime-endpoint", "unix:///var/run/crio/crio.sock"]:
      json(#"{"status": {"conditions": [{"type": "RuntimeReady", "status": true, "reason": "", "message": ""}]}}"#)
    default: StubExecAnswer()
    }
  }

  private static func json(_ text: String) -> StubExecAnswer { StubExecAnswer(stdout: text) }
}
