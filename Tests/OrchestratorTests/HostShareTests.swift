import Doctor
import Engine
import Ownership
import Planning
import TestSupport
import Testing

@testable import Orchestrator

/// What a node does to, and takes of, the host that it shares with others.
@Suite struct HostShareTests {
  private struct ReadOnly: Error {}

  /// A host on which this user is root.
  private func rootedHost(_ change: @escaping (inout StubHost.State) -> Void) -> StubHost {
    StubHost {
      $0.isRooted = true
      change(&$0)
    }
  }

  private let own = NodeCgroup(path: "/nodectl/edge", rootControllers: ["cpu"], controllers: nil)
  private let changed = HostSysctls(["kernel.panic": 0, "vm.panic_on_oom": 0])

  @Test(arguments: flavours)
  func `host metrics: the cgroup is there before the kubelet, which alone sees the host`(flavour: StubFlavour)
    async throws
  {
    let node = try desiredNode(more: "metrics: host")
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    let host = rootedHost { $0.facts.cgroup = own }
    let journal = Journal()
    try await engine.up(node, host: host, journal: journal)
    #expect(host.state.cgroups == ["/nodectl/edge"])
    #expect(journal.all.first { !$0.hasPrefix("note") } == "create cgroup /nodectl/edge")
    for container in engine.state.containers {
      let isKubelets = container.name == "edge-k0s-1"
      #expect(container.host["PidMode"].string == (isKubelets ? "host" : nil))
      #expect((container.host["CgroupnsMode"].string == "host") == isKubelets)
    }
    #expect(try await engine.up(node, host: host).hasChanged == false)
  }

  @Test func `Podman before 5.6 is told of the host's cgroups by its own API, which does not lose it`() async throws {
    let node = try desiredNode(more: "metrics: host")
    let engine = StubEngine.holding(node, .podman(version: "5.4.2", api: "1.41"))
    defer { engine.close() }
    try await engine.up(node, host: rootedHost { $0.facts.cgroup = own })
    let specification = engine.state.container("edge-k0s-1")?.libpodSpecification
    #expect(specification?["cgroupns"]["nsmode"].string == "host")
  }

  @Test func `who is not root is told how root would make the cgroup, before anything is made`() async throws {
    let node = try desiredNode(more: "metrics: host")
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = rootedHost {
      $0.facts.cgroup = own
      $0.facts.isRoot = false
    }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node, host: host) }
    #expect(failure?.kind == .unfit)
    #expect(failure?.reason == "'metrics: host' needs the cgroup /nodectl/edge on this host, and only root can make it")
    #expect(failure?.advice.suffix(2) == own.commands[...])
    #expect(engine.changes.isEmpty)
  }

  @Test func `a cgroup that was made by someone else will do for who is not root`() async throws {
    let node = try desiredNode(more: "metrics: host")
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = rootedHost {
      $0.facts.cgroup = NodeCgroup(path: "/nodectl/edge", rootControllers: ["cpu"], controllers: ["cpu"])
      $0.facts.isRoot = false
    }
    #expect(try await engine.up(node, host: host).hasChanged)
  }

  @Test func `a host that cannot be seen is unfit for host metrics`() async throws {
    let node = try desiredNode(more: "metrics: host")
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node) }
    #expect(failure?.kind == .unfit)
    #expect(failure?.reason.hasSuffix("which cannot be seen from here") == true)
  }

  @Test func `a cgroup that cannot be made makes the host unfit, and nothing else is made`() async throws {
    let node = try desiredNode(more: "metrics: host")
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = rootedHost {
      $0.facts.cgroup = own
      $0.facts.isRoot = true
      $0.cgroupError = ReadOnly()
    }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node, host: host) }
    #expect(failure?.kind == .unfit)
    #expect(failure?.reason == "cannot create cgroup /nodectl/edge: on the engine's host: ReadOnly()")
    #expect(failure?.advice.contains("mkdir -p /sys/fs/cgroup/nodectl/edge") == true)
    #expect(engine.changes.isEmpty)
  }

  @Test func `cgroup version 1 is refused before anything is made`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    engine.change { $0.cgroupVersion = "1" }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node) }
    #expect(failure?.kind == .unfit)
    #expect(failure?.reason.hasPrefix("the host runs cgroup v1 (or both versions)") == true)
    #expect(engine.changes.isEmpty)
  }

  @Test(arguments: flavours)
  func `limits are the engine's to keep, and the kubelet keeps the rest of the host`(flavour: StubFlavour) async throws
  {
    let node = try desiredNode(more: "resources: {cpus: 0.5, memory: 2GiB, pids: 500}")
    let engine = StubEngine.holding(node, flavour)
    defer { engine.close() }
    try await engine.up(node)
    let host = try #require(engine.state.container("edge-crio-krun-1")?.host)
    #expect(host["NanoCpus"].integer == 500_000_000)
    #expect(host["Memory"].integer == 2 << 30)
    #expect(host["PidsLimit"].integer == 500)
    let command = engine.state.container("edge-k0s-1")?.configuration["Cmd"].array?.last?.string
    #expect(command?.contains(" --system-reserved=cpu=1500m,memory=6144Mi ") == true, "\(command ?? "")")
    #expect(try await engine.up(node).hasChanged == false)
  }

  @Test func `limits that the host cannot keep are refused before anything is made`() async throws {
    let node = try desiredNode(more: "resources: {cpus: 1, memory: 2GiB}")
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = rootedHost { $0.facts.cgroupControllers = ["cpu", "pids"] }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node, host: host) }
    #expect(failure?.kind == .unfit)
    #expect(failure?.reason.hasSuffix("its cgroups have no controller for memory") == true)
    #expect(engine.changes.isEmpty)
  }

  @Test func `more CPUs than there are is refused before anything is made`() async throws {
    let node = try desiredNode(more: "resources: {cpus: 4}")
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node) }
    #expect(failure?.reason == "the node is to have 4 CPUs, and the engine's host has 2")
    #expect(engine.changes.isEmpty)
  }

  // MARK: Kernel settings

  @Test func `what the kubelet will change for the whole host is said before`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let journal = Journal()
    try await engine.up(node, host: rootedHost { $0.sysctls = changed }, journal: journal)
    #expect(journal.all.first?.hasPrefix("note: the kubelet will change kernel settings of the whole host") == true)
    #expect(journal.all.first?.hasSuffix(": kernel.panic 0 → 10") == true)
  }

  @Test func `a node that may not change them is refused with what would have to be set`() async throws {
    let node = try desiredNode(more: "hostSysctls: refuse")
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = rootedHost { $0.sysctls = changed }
    let failure = await #expect(throws: NodeFailure.self) { try await engine.up(node, host: host) }
    #expect(failure?.kind == .unfit)
    #expect(failure?.reason.hasSuffix("which has other kernel settings: kernel.panic 0 → 10") == true)
    #expect(failure?.advice.first == "sysctl -w kernel.panic=10")
    #expect(engine.changes.isEmpty)
    host.change { $0.sysctls = .kubelet }
    try await engine.up(node, host: host)
  }

  @Test(arguments: flavours)
  func `the last node to go puts them back, whichever came first`(flavour: StubFlavour) async throws {
    let first = try desiredNode()
    let second = try desiredNode(
      name: "edge-2", zerotier: "hostPort: 9995", more: "dataDir: ./other", identity: SampleSecrets.secondIdentity)
    let engine = StubEngine.holding(first, flavour)
    defer { engine.close() }
    let host = rootedHost { $0.sysctls = changed }
    try await engine.up(first, host: host)
    host.change { $0.sysctls = .kubelet }
    try await engine.up(second, host: host)
    try await engine.down("edge", host: host)
    #expect(host.state.sysctls == .kubelet)
    let journal = Journal()
    try await engine.down("edge-2", host: host, journal: journal)
    #expect(host.state.sysctls.values["kernel.panic"] == 0)
    #expect(journal.all.contains("put back the host's kernel settings"))
  }

  @Test func `a down that was interrupted before it put them back does it the next time`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = rootedHost { $0.sysctls = changed }
    try await engine.up(node, host: host)
    host.change { $0.sysctls = .kubelet }
    engine.change { $0.containers = [] }
    try await engine.down("edge", host: host)
    #expect(host.state.sysctls.values["kernel.panic"] == 0)
  }

  @Test func `who cannot put them back is told how`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    let host = rootedHost {
      $0.sysctls = changed
      $0.canSetSysctls = false
    }
    try await engine.up(node, host: host)
    host.change { $0.sysctls = .kubelet }
    let journal = Journal()
    try await engine.down("edge", host: host, journal: journal)
    #expect(journal.all.first?.hasSuffix("once no kubelet needs them: sysctl -w kernel.panic=0") == true)
    #expect(engine.state.volumes.allSatisfy { $0.labels[Label.sysctlsBefore] == nil })
  }
}
