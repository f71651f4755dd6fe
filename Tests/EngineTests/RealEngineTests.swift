import Images
import FoundationEssentials
import Testing

@testable import Engine

/// What the stub engine claims of real ones, asked of a real one that has busybox.
@Suite(
  .enabled(if: RealEngine.socket != nil, "NODECTL_TEST_ENGINE names no socket of an engine to try this with"),
  .serialized, .timeLimit(.minutes(10)))
struct RealEngineTests {
  private let real: RealEngine
  private let owner: String
  private var engine: Engine { real.engine }
  private let name = "\(RealEngine.prefix)-owner"
  private let dependent = "\(RealEngine.prefix)-dependent"

  init() async throws {
    real = try await RealEngine()
    owner = try await real.createOwner()
  }

  @Test func `what was put into a container is there when it starts, for root alone`() async throws {
    var archive = TarArchive()
    try archive.addFile("etc/nodectl/join-token", mode: 0o600, Array("token".utf8))
    try await engine.putArchive(archive, in: owner)
    try await engine.startContainer(owner)
    #expect(try await real.shell("cat /etc/nodectl/join-token", in: "owner") == "token")
    #expect(try await real.shell("stat -c '%a %u %g' /etc/nodectl/join-token", in: "owner") == "600 0 0\n")
    try await real.clean()
  }

  @Test func `a dependent has its owner's network and name, and the host's cgroups`() async throws {
    try await real.createDependent(of: owner)
    if engine.capabilities.startsDependenciesItself {
      try await engine.startContainer(dependent)
      #expect(try await engine.inspectContainer(owner).state.isRunning)
    } else {
      let error = await #expect(throws: EngineError.self) { try await engine.startContainer(dependent) }
      #expect(error?.isNamespaceOwnerGone == true)
      try await engine.startContainer(owner)
      try await engine.startContainer(dependent)
    }
    #expect(try await engine.inspectContainer(dependent).host.networkMode == "container:\(owner)")
    #expect(try await real.shell("hostname", in: "dependent") == "edge-01\n")
    #expect(try await real.shell("grep ^0:: /proc/self/cgroup", in: "dependent") != "0::/\n")

    // Restarted, the owner has another network; the dependent stays in the old one.
    try await engine.restartContainer(owner, grace: .seconds(5))
    let started = try await engine.inspectContainer(owner).state.startedAt
    #expect(try await engine.inspectContainer(dependent).state.startedAt < started)

    if !engine.capabilities.removesNamespaceOwnerBeforeDependents {
      let error = await #expect(throws: EngineError.self) { try await engine.removeContainer(owner, force: true) }
      #expect(error?.hasDependents == true)
    }
    try await real.clean()
  }

  @Test func `a health check turns healthy, and an event tells of it`() async throws {
    let since = Timestamp(seconds: Int64(Date().timeIntervalSince1970))
    try await engine.startContainer(owner)
    #expect(try await engine.inspectContainer(owner).state.health?.status == .starting)
    _ = try await real.shell("mkdir -p /etc/nodectl; touch /etc/nodectl/ok", in: "owner")
    if !engine.capabilities.runsHealthChecksItself { #expect(try await engine.runHealthCheck(of: owner)) }
    for try await event in try await engine.events(since: since, ["container": [owner], "event": ["health_status"]]) {
      if event.action == .healthStatus(.healthy) { break }
    }
    let health = try await engine.inspectContainer(owner).state.health
    #expect(health?.status == .healthy)
    #expect(health?.log.last?.output == "probing\n")
    try await real.clean()
  }

  @Test func `a command's outputs are kept apart and within bounds`() async throws {
    try await engine.startContainer(owner)
    let result = try await engine.run(in: name, ExecConfiguration(["sh", "-c", "echo o; echo e >&2; exit 7"]))
    #expect(result.exitCode == 7)
    #expect(result.stdout == Array("o\n".utf8))
    #expect(result.stderr == Array("e\n".utf8))
    let much = try await engine.run(in: name, ExecConfiguration(["sh", "-c", "yes | head -c 2000000"]), limit: 1000)
    #expect(much.stdout.count == 1000 && much.isTruncated)
    #expect([126, 127].contains(try await engine.run(in: name, ExecConfiguration(["/nosuch"])).exitCode))
    var logged = ""
    for try await chunk in try await engine.logs(of: name, tty: false, tail: 5) where chunk.source == .stderr {
      logged += String(decoding: chunk.bytes, as: UTF8.self)
    }
    #expect(logged == "err\n")
    try await real.clean()
  }

  @Test func `refusals have the causes that they are taken for`() async throws {
    try await engine.startContainer(owner)
    func cause(_ body: () async throws -> Void) async throws -> EngineError {
      try #require(await #expect(throws: EngineError.self) { try await body() })
    }
    let network = try await engine.inspectNetwork("\(RealEngine.prefix)_default")
    var taken = ContainerConfiguration(image: busybox)
    taken.exposedPorts = ["9993/udp": EmptyObject()]
    taken.host.portBindings = ["9993/udp": [PortBinding(hostPort: "29995")]]
    #expect(try await cause { _ = try await engine.createContainer(name, .probed()) }.isNameInUse)
    #expect(
      try await cause { _ = try await engine.createNetwork(NetworkConfiguration(name: network.name)) }.isNameInUse)
    #expect(try await cause { try await engine.removeNetwork(network.id) }.isNetworkInUse)
    #expect(try await cause { try await engine.removeNetwork(network.name) }.isNetworkInUse)
    #expect(try await cause { try await engine.removeVolume("\(RealEngine.prefix)_run") }.isVolumeInUse)
    #expect(try await cause { _ = try await engine.inspectContainer("\(name)-none") }.isNotFound)
    #expect(try await cause { try await engine.startContainer("\(name)-none") }.isNotFound)
    #expect(
      try await cause {
        let image = ContainerConfiguration(image: "docker.io/library/nosuch:1")
        _ = try await engine.createContainer(dependent, image)
      }.isNotFound)
    #expect(
      try await cause {
        _ = try await engine.createContainer(dependent, taken)
        try await engine.startContainer(dependent)
      }.isPortAllocated)
    #expect(try await engine.stopContainer(owner, grace: .seconds(5)))
    #expect(try await !engine.stopContainer(owner, grace: .seconds(5)))
    #expect(try await engine.inspectContainer(owner).state.exitCode == 3)
    #expect(try await cause { _ = try await engine.run(in: name, ExecConfiguration(["true"])) }.isNotRunning)
    try await real.clean()
  }

  @Test func `everything is found by its label, and nothing is left after it`() async throws {
    let label = Filters.labels("nodectl.test=1")
    #expect(try await engine.containers(label).map(\.id) == [owner])
    #expect(try await engine.networks(label).count == 1)
    #expect(try await engine.volumes(label).map(\.options) == [["type": "tmpfs", "device": "tmpfs"]])
    try await real.clean()
    #expect(try await engine.containers(label).isEmpty)
    #expect(try await engine.networks(label).isEmpty)
    #expect(try await engine.volumes(label).isEmpty)
  }

  @Test func `the engine tells of itself and its images`() async throws {
    #expect(try await engine.info().cgroupVersion == "2")
    #expect(try await engine.version().os == "linux")
    let image = try await engine.inspectImage(try ImageReference(busybox)).image
    #expect(try await engine.images().contains { $0.id == image.id })
    try await real.clean()
  }
}
