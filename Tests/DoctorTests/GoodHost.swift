import Compose
import FoundationEssentials
import NodeSpec
import Ownership
import Planning
import TestSupport
import Testing
import YAML
import ZeroTier

@testable import Doctor
@testable import Engine

/// The parts of an examination in which nothing is wrong, each to be spoiled by a test.
struct GoodHost {
  var spec = ""
  var host: HostFacts
  var product = Product.docker
  /// As the engine's API has it.
  var info = """
    {"Name": "host", "ServerVersion": "28.5.2", "OperatingSystem": "Debian", "KernelVersion": "6.12",
     "Architecture": "x86_64", "NCPU": 8, "MemTotal": 17179869184, "CgroupVersion": "2", "CgroupDriver": "systemd",
     "Driver": "overlay2", "DockerRootDir": "/var/lib/docker", "SecurityOptions": []}
    """
  var isHostSeen = true
  var holdsNode = false
  /// The labels of another node's container.
  var neighbour: [String: String] = [:]

  init() {
    host = HostFacts()
    host.mounts = MountInfo("22 1 8:1 / / rw shared:1 - ext4 /dev/sda1 rw\n")
    host.dataDirectory = "/srv/edge/k0s-data"
    host.dataDirectoryExists = true
    host.hasJoined = true
    host.devices = ["/dev/net/tun", "/dev/kvm", "/dev/fuse"]
    host.cgroupControllers = ["cpu", "cpuset", "io", "memory", "pids"]
    host.sysctls = .kubelet
    host.isRoot = true
    host.modules = ["br_netfilter", "ip_set", "ip_tables", "nf_conntrack", "overlay", "xt_set", "ext4"]
    host.busyPorts = [53, 5353]
    host.inotifyInstances = 8192
    host.inotifyWatches = 524_288
    host.filesOfAProcess = 1_048_576
    host.files = HostFacts.Files(open: 2_000, limit: 800_000)
    host.isClockSynchronised = true
    host.hasSystemd = true
    host.restartsPodmanAtBoot = true
    host.leftovers = Leftovers()
    host.usage = [HostFacts.Usage("data directory", 3 << 20), HostFacts.Usage("crio-data", 5 << 30)]
    host.logUsage = 4096
    host.dataSpace = HostFacts.Space(free: 50 << 30, total: 100 << 30)
    host.engineSpace = HostFacts.Space(free: 50 << 30, total: 100 << 30)
  }

  /// Has the pods run by a runtime of the host's.
  mutating func beside(_ kind: String, _ cgroupDriver: String) {
    spec = """
      runtime: {kind: \(kind), socket: 'remote:unix:///run/a.sock', cgroupDriver: \(cgroupDriver)}
      """
    if cgroupDriver == "systemd" {
      info = info.replacing("\"CgroupDriver\": \"cgroupfs\"", with: "\"CgroupDriver\": \"systemd\"")
    }
    host.runtimeSocketExists = true
    host.cgroup = NodeCgroup(path: "/nodectl-pods/edge", rootControllers: ["memory"], controllers: ["memory"])
  }

  func findings() throws -> [Finding] {
    let ping = Ping(
      product: product, apiVersion: Version(1, 51), libpodVersion: product == .podman ? Version(5, 8) : nil)
    let info = try JSONDecoder().decode(EngineInfo.self, from: Data(info.utf8))
    let engine = EngineFacts(
      product: product, apiVersion: Version(1, 51), capabilities: Capabilities(ping, apiVersion: Version(1, 51)),
      info: info, isHostSeen: isHostSeen, holdsNode: holdsNode, claims: [Claims(labels: neighbour)].compactMap(\.self))
    return Examination(try node(), on: engine, host).findings
  }

  private func node() throws -> DesiredNode {
    let text = """
      name: edge
      zerotier: {network: 8056c2e21c000001, identity: {file: identity.secret}, hostPort: 9994}
      k0s: {version: v1.34.1+k0s.0, joinToken: {file: join-token}}
      \(spec)
      """
    let diagnostics = Diagnostics()
    let document = try #require(try Parser.parse(Source(name: "node.yaml", text: text)).first)
    let spec = try #require(NodeSpec.read(document, diagnostics), "\(diagnostics.problems)")
    let stack = try #require(Stack(spec, diagnostics))
    let secrets = NodeSecrets(identity: try Identity(SampleSecrets.identity), joinToken: SampleSecrets.joinToken)
    return DesiredNode(
      stack: stack, inputs: Stack.Inputs(hostPort: 9994, secrets: secrets), secrets: [:],
      origin: DesiredNode.Origin(directory: "/srv/edge", file: "/srv/edge/node.yaml"), diagnostics)
  }
}
