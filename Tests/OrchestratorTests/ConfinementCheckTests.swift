import Engine
import HTTP
import Ownership
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct ConfinementCheckTests {
  private struct Seen {
    let status: NodeStatus
    let escaped: [EscapedProcess]?
  }

  /// What is seen of a node that is up on a host where its kubelet is in this cgroup.
  private func seen(_ cgroup: String) async throws -> Seen {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    try await engine.up(node)
    let mains = engine.state.containers.map { container in
      let number = UInt64(container.pid) + 100
      return ProcessPlace(
        pid: Int32(container.pid), startTime: 5, name: "tini", cgroup: "/docker/\(container.id)", uts: number,
        ipc: number)
    }
    let k0s = UInt64(try #require(engine.state.container("edge-k0s-1")).pid) + 100
    let kubelet = ProcessPlace(pid: 4711, startTime: 7, name: "kubelet", cgroup: cgroup, uts: k0s, ipc: k0s)
    let host = StubHost { $0.processes = mains + [kubelet] }
    let connection = Connection(.unix(path: engine.path))
    let observation = try await Observation.look(Observation.Request(node: "edge"), over: connection)
    let escaped = try await ConfinementCheck(host).escaped("edge", observation)
    let status = try #require(NodeStatus("edge", observation, escaped: escaped, now: .never))
    return Seen(status: status, escaped: escaped)
  }

  @Test func `a kubelet that moved to the engine's cgroup is told with its place and its service`() async throws {
    let seen = try await seen("/system.slice/containerd.service")
    #expect(
      seen.escaped?.map(\.description) == [
        "process 4711 (kubelet) of k0s is outside of the node's cgroups, in /system.slice/containerd.service"
      ])
    #expect(seen.status.isReady, "it is no worse for it")
  }

  @Test func `a kubelet in the cgroup that host metrics make is where it belongs`() async throws {
    #expect(try await seen("/nodectl/edge/kubelet").escaped == [])
  }

  @Test func `nothing is said of a host that is not the engine's`() async throws {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    try await engine.up(node)
    let observation = try await Observation.look(
      Observation.Request(node: "edge"), over: Connection(.unix(path: engine.path)))
    #expect(try await ConfinementCheck(StubHost()).escaped("edge", observation) == nil)
  }
}
