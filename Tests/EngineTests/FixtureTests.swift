import FoundationEssentials
import Testing

@testable import Engine

@Suite struct FixtureTests {
  @Test(arguments: Fixture.allCases)
  func `lists of containers tell names, labels and states`(engine: Fixture) throws {
    let containers = try engine.decode([ContainerSummary].self, "containers.json")
    #expect(Set(containers.map(\.name)) == ["pz", "pk"])
    let owner = try #require(containers.first { $0.name == "pz" })
    #expect(owner.status == .running)
    #expect(owner.labels["com.docker.compose.service"] == "zerotier")
    #expect(owner.image == "docker.io/library/busybox:latest")
    #expect(owner.imageID.hasPrefix("sha256:"))
  }

  @Test(arguments: Fixture.allCases)
  func `a container that runs tells its state, health and ties`(engine: Fixture) throws {
    let container = try engine.decode(ContainerDetails.self, "container-running.json")
    #expect(container.name == "pz")
    #expect(container.state.status == .running)
    #expect(container.state.isRunning)
    #expect(container.state.pid > 0)
    #expect(container.created < container.state.startedAt)
    #expect(container.state.finishedAt == .never)
    let health = try #require(container.state.health)
    #expect(health.status == (engine.isPodman ? .starting : .healthy))
    #expect(health.log.first?.output == "probing\n")
    #expect(health.log.first?.exitCode == 1)

    #expect(container.configuration.hostname == "edge-01")
    #expect(container.configuration.labels["com.docker.compose.project"] == "probe")
    #expect(container.configuration.environment.contains("A=b"))
    #expect(container.configuration.command.first == "sh")
    #expect(container.configuration.entrypoint.isEmpty)
    #expect(container.configuration.stopTimeout == 5)
    let check = try #require(container.configuration.healthCheck)
    #expect(check.test == ["CMD-SHELL", "echo probing; test -e /tmp/ok"])
    #expect(check.interval == .seconds(1))
    #expect(check.retries == 3)
    #expect(check.startInterval == (engine.isPodman ? nil : .milliseconds(500)))

    #expect(container.host.networkMode == (engine.isPodman ? "bridge" : "probe_default"))
    #expect(container.host.restartPolicy?.name == "always")
    #expect(container.networks["probe_default"]?.aliases.contains("zerotier") == true)
    #expect(container.ports["9993/udp"]?.first?.hostPort == "29994")
    #expect(container.mounts.map(\.name) == ["probe_run"])
    #expect(container.mounts.map(\.destination) == ["/var/run/probe"])
  }

  @Test(arguments: Fixture.allCases)
  func `a container that was never started has neither begun nor ended`(engine: Fixture) throws {
    let state = try engine.decode(ContainerDetails.self, "container-created.json").state
    #expect(state.status == .created)
    #expect(!state.isRunning)
    #expect(state.startedAt == .never)
    #expect(state.health?.status.rawValue == (engine.isPodman ? "" : nil))
  }

  @Test(arguments: Fixture.allCases)
  func `a failed start leaves its reason`(engine: Fixture) throws {
    let state = try engine.decode(ContainerDetails.self, "container-failed.json").state
    #expect(state.status == .created)
    #expect(state.error.contains("/nosuch"))
  }

  @Test(arguments: Fixture.allCases)
  func `a container in another's network names its owner by id`(engine: Fixture) throws {
    let owner = try engine.decode(ContainerDetails.self, "container-running.json")
    let dependent = try engine.decode(ContainerDetails.self, "container-dependent.json")
    #expect(dependent.host.networkMode == "container:\(owner.id)")
    #expect(dependent.host.isPrivileged)
    #expect(dependent.host.pidMode == "host")
    #expect(dependent.state.health == nil)
    // What Podman before 5.6 does with the mode is told by neither of its fields.
    #expect(dependent.host.cgroupNamespaceMode == (engine == .podman54 ? "" : "host"))
  }

  @Test(arguments: Fixture.allCases)
  func `networks, volumes and images are told`(engine: Fixture) throws {
    let network = try engine.decode(Network.self, "network.json")
    #expect(network.name == "probe_default")
    #expect(network.labels["com.docker.compose.network"] == "default")
    #expect(try engine.decode([Network].self, "networks.json").map(\.id) == [network.id])

    struct Volumes: Decodable { let Volumes: [Volume] }
    let volume = try #require(try engine.decode(Volumes.self, "volumes.json").Volumes.first)
    #expect(volume.name == "probe_run")
    #expect(volume.options == ["type": "tmpfs", "device": "tmpfs"])

    let image = try engine.decode(ImageDetails.self, "image.json")
    #expect(image.image.id.hasPrefix("sha256:"))
    #expect(image.configuration.command == ["/bin/sh"])
    #expect(try engine.decode([Image].self, "images.json").map(\.id).contains(image.image.id))
  }

  @Test(arguments: Fixture.allCases)
  func `an engine tells of itself`(engine: Fixture) throws {
    let info = try engine.decode(EngineInfo.self, "info.json")
    #expect(info.cgroupVersion == "2")
    #expect(!info.isRootless)
    #expect(info.processors == 2)
    #expect(info.runtimes["runc"] != nil)
    let version = try engine.decode(EngineVersion.self, "version.json")
    #expect(version.version.hasPrefix(engine.rawValue.split(separator: "-")[1]))
    #expect(version.components.contains { $0.name.contains("Engine") })
  }

  @Test(arguments: Fixture.allCases)
  func `the events of a short life are told alike`(engine: Fixture) throws {
    var splitter = LineSplitter(limit: 1 << 16)
    let events = try splitter.split(try engine.bytes("events.ndjson")).map { line in
      try JSONDecoder().decode(Event.self, from: Data(line))
    }
    let actions = events.map(\.action).filter { if case .other = $0 { false } else { true } }
    #expect(actions == [.create, .start, .healthStatus(.healthy), .die(exitCode: 3), .destroy])
    #expect(events.allSatisfy { $0.type == "container" && $0.id == events[0].id && $0.attributes["name"] == "evt" })
    #expect(events.map(\.time) == events.map(\.time).sorted())
  }
}
