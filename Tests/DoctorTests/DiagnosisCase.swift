import Testing
import ZeroTier

@testable import Doctor

/// A state of a node's part, as the real one prints it, and what it comes to.
struct DiagnosisCase: Sendable {
  let name: String
  let diagnosis: @Sendable () throws -> Diagnosis?

  static let node: ExpectedNode = {
    var node = ExpectedNode(name: "edge")
    node.network = try? NetworkID("8056c2e21c000001")
    node.identity = Address("8e4df28b72")
    node.nodeIP = "10.147.20.5"
    node.hostPort = 9994
    node.dataDirectory = "/srv/edge/k0s-data"
    return node
  }()

  static let all = zerotierCases + runtimeCases + workerCases + containerCases

  // MARK: ZeroTier

  private static func zerotier(
    _ name: String, state: String = "OK", addresses: [String] = ["10.147.20.5/24"], online: Bool = true,
    address: String = "8e4df28b72", url: String? = nil, network: String = "8056c2e21c000001"
  ) -> DiagnosisCase {
    let link = url.map { ", \"authenticationURL\": \"\($0)\"" } ?? ""
    let list = addresses.map { "\"\($0)\"" }.joined(separator: ", ")
    return zerotier(
      name,
      info: CLIOutput(
        exitCode: 0,
        stdout: """
          {"address": "\(address)", "online": \(online), "version": "1.14.1", "tcpFallbackActive": false}
          """, stderr: ""),
      networks: CLIOutput(
        exitCode: 0,
        stdout: """
          [{"id": "\(network)", "name": "", "status": "\(state)", "portDeviceName": "zt0", "portError": 0,
            "assignedAddresses": [\(list)]\(link)}]
          """, stderr: ""))
  }

  private static func zerotier(_ name: String, info: CLIOutput, networks: CLIOutput) -> DiagnosisCase {
    DiagnosisCase(name: name) {
      ZeroTierSymptoms(
        status: Result { () throws(CLIError) in try info.status() },
        networks: Result { () throws(CLIError) in try networks.networks() }
      ).diagnosis(of: node)
    }
  }

  private static let silent = CLIOutput(
    exitCode: 1, stdout: "Error connecting to the ZeroTier service: connection failed\n\nPlease check ...", stderr: "")
  private static let neverStarted = CLIOutput(
    exitCode: 2, stdout: "",
    stderr: "zerotier-cli: missing port and zerotier-one.port not found in /var/lib/zerotier-one\n")

  private static let zerotierCases = [
    zerotier("all is well"),
    zerotier("requesting configuration, online", state: "REQUESTING_CONFIGURATION", addresses: []),
    zerotier("requesting configuration, offline", state: "REQUESTING_CONFIGURATION", addresses: [], online: false),
    zerotier("access denied", state: "ACCESS_DENIED", addresses: []),
    zerotier("access denied, the address still there", state: "ACCESS_DENIED"),
    zerotier("network not found", state: "NOT_FOUND", addresses: []),
    zerotier("port error", state: "PORT_ERROR", addresses: []),
    zerotier("client too old", state: "CLIENT_TOO_OLD", addresses: []),
    zerotier(
      "authentication required", state: "AUTHENTICATION_REQUIRED", addresses: [], url: "https://sso.example.com/?x=1"),
    zerotier("a state of another version", state: "QUARANTINED", addresses: []),
    zerotier("no address", addresses: []),
    zerotier("another address", addresses: ["10.9.9.9/24", "fd00::1/64"]),
    zerotier("OK from a cached configuration", online: false),
    zerotier("identity replaced after a collision", address: "9d9f7771e9"),
    zerotier("network not joined", network: "8056c2e21c000002"),
    zerotier("the daemon has stopped", info: silent, networks: silent),
    zerotier("the daemon has never started", info: neverStarted, networks: neverStarted),
  ]

  // MARK: CRI-O

  private static func runtime(_ name: String, exitCode: Int, stdout: String = "", stderr: String = "") -> DiagnosisCase
  {
    DiagnosisCase(name: name) { RuntimeSymptoms(exitCode: exitCode, stdout: stdout, stderr: stderr).diagnosis }
  }

  private static func conditions(ready: Bool) -> String {
    """
    {"status": {"conditions": [
      {"type": "RuntimeReady", "status": \(ready), "reason": "\(ready ? "" : "Broken")", "message": "no room left"},
      {"type": "NetworkReady", "status": false, "reason": "NetworkPluginNotReady", "message": "no CNI"}]}}
    """
  }

  private static func dial(_ reason: String) -> String {
    "level=fatal msg=\"validate service connection: ... dial unix /var/run/crio/crio.sock: connect: \(reason)\\\"\"\n"
  }

  private static let runtimeCases = [
    runtime("CRI-O without a pod network", exitCode: 0, stdout: conditions(ready: true)),
    runtime("CRI-O not ready", exitCode: 0, stdout: conditions(ready: false)),
    runtime("CRI-O's socket missing", exitCode: 1, stderr: dial("no such file or directory")),
    runtime("CRI-O's socket deserted", exitCode: 1, stderr: dial("connection refused")),
    runtime("crictl with other words", exitCode: 1, stderr: "warning\nlevel=fatal msg=\"context deadline exceeded\"\n"),
    runtime("no JSON", exitCode: 0, stdout: "runtime?"),
  ]
}
