import FoundationEssentials
import HTTP
import Testing

@testable import Engine

/// An engine named by `NODECTL_TEST_ENGINE`, on which the tests may do as they like with what has this prefix.
struct RealEngine {
  static let socket = ProcessInfo.processInfo.environment["NODECTL_TEST_ENGINE"]
  static let prefix = "nodectl-test"

  let engine: Engine

  /// Connects, and takes away what an earlier run has left.
  init() async throws {
    engine = try await Engine.connect(.unix(path: try #require(Self.socket)))
    try await clean()
  }

  /// Removes dependents before what they depend on.
  func clean() async throws {
    for name in ["dependent", "owner"] {
      try? await engine.removeContainer("\(Self.prefix)-\(name)", force: true, volumes: true)
    }
    try? await engine.removeNetwork("\(Self.prefix)_default")
    try? await engine.removeVolume("\(Self.prefix)_run")
  }

  /// A network, a tmpfs volume and a container with all that a ZeroTier container has; gives its id.
  func createOwner() async throws -> String {
    let labels = ["nodectl.test": "1"]
    _ = try await engine.createNetwork(NetworkConfiguration(name: "\(Self.prefix)_default", labels: labels))
    let options = ["type": "tmpfs", "device": "tmpfs"]
    _ = try await engine.createVolume(
      VolumeConfiguration(name: "\(Self.prefix)_run", options: options, labels: labels))
    return try await engine.createContainer("\(Self.prefix)-owner", Self.owner(labels: labels))
  }

  private static func owner(labels: [String: String]) -> ContainerConfiguration {
    var owner = ContainerConfiguration(image: busybox)
    owner.hostname = "edge-01"
    owner.command = ["sh", "-c", "echo out; echo err >&2; trap 'exit 3' TERM; sleep 1000 & wait"]
    owner.labels = labels
    owner.healthCheck = HealthCheck(
      test: ["CMD-SHELL", "echo probing; test -e /etc/nodectl/ok"], interval: .seconds(1), timeout: .seconds(5),
      startPeriod: .seconds(30), startInterval: .milliseconds(200), retries: 3)
    owner.stopTimeout = 5
    owner.exposedPorts = ["9993/udp": EmptyObject()]
    owner.host.networkMode = "\(prefix)_default"
    owner.host.portBindings = ["9993/udp": [PortBinding(hostPort: "29995")]]
    owner.host.addedCapabilities = ["NET_ADMIN"]
    owner.host.devices = [DeviceMapping(hostPath: "/dev/net/tun", containerPath: "/dev/net/tun")]
    owner.host.tmpfs = ["/run": ""]
    owner.host.binds = ["\(prefix)_run:/var/run/x:rw"]
    owner.host.restartPolicy = RestartPolicy(name: "always")
    owner.host.log = LogConfiguration(driver: "json-file", options: ["max-size": "10m", "max-file": "3"])
    owner.networking = NetworkingConfiguration(endpoints: ["\(prefix)_default": NetworkEndpoint(aliases: ["zerotier"])])
    return owner
  }

  /// A container in the owner's network, as privileged as k0s is with host metrics.
  func createDependent(of owner: String) async throws {
    var dependent = ContainerConfiguration(image: busybox)
    dependent.command = ["sleep", "1000"]
    dependent.labels = ["nodectl.test": "1"]
    dependent.host.networkMode = "container:\(owner)"
    dependent.host.isPrivileged = true
    dependent.host.cgroupNamespaceMode = "host"
    if engine.capabilities.acceptsHostnameInSharedNetworkNamespace { dependent.hostname = "edge-01" }
    _ = try await engine.createContainer("\(Self.prefix)-dependent", dependent)
  }

  /// What a shell line in a container writes.
  func shell(_ line: String, in container: String) async throws -> String {
    let result = try await engine.run(in: "\(Self.prefix)-\(container)", ExecConfiguration(["sh", "-c", line]))
    return String(decoding: result.stdout + result.stderr, as: UTF8.self)
  }
}
