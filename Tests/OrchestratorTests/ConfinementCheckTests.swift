import Engine
import HTTP
import Ownership
import TestSupport
import Testing

@testable import Orchestrator

@Suite struct ConfinementCheckTests {
  /// What is told of a node that is up, on a host where its kubelet is in these cgroups, one at each look.
  private func escaped(
    _ cgroups: [String], isLocal: Bool = true, isRoot: Bool = true
  ) async throws -> [Leftovers.Process]? {
    let node = try desiredNode()
    let engine = StubEngine.holding(node, .docker)
    defer { engine.close() }
    try await engine.up(node)
    let observation = try await Observation.look(
      Observation.Request(node: "edge"), over: Connection(.unix(path: engine.path)))
    let looks = Looks(cgroups)
    let host = StubHost { state in
      guard isRoot else { return }
      state.hands = { request in
        switch request {
        case .note(var marks):
          for index in marks.containers.indices where isLocal {
            marks.containers[index].main = ProcessIdentity(pid: marks.containers[index].mainPID ?? 0, startTime: 1)
          }
          return .noted(marks)
        case .find(let marks):
          let main = "/docker/\(marks.containers.first?.id ?? "")"
          return .found(Leftovers(processes: [process(1, main), process(2, looks.next)]))
        default: return .failed("not asked for")
        }
      }
    }
    return try await ConfinementCheck(host).escaped("edge", observation)
  }

  private func process(_ pid: Int32, _ cgroup: String) -> Leftovers.Process {
    Leftovers.Process(
      pid: pid, startTime: 7, state: "S", command: "kubelet --x", cgroup: cgroup, reason: "it is in a test")
  }

  private final class Looks: Sendable {
    private let cgroups: Monitor<[String]>

    init(_ cgroups: [String]) { self.cgroups = Monitor(cgroups) }

    var next: String { cgroups.withLock { $0.count > 1 ? $0.removeFirst() : $0.first ?? "" } }
  }

  @Test func `a process in a foreign cgroup is told with its place`() async throws {
    let escaped = try await escaped(["/system.slice/containerd.service"])
    #expect(
      escaped?.map(\.whereabouts) == [
        "process 2 (kubelet --x) is outside of the node's cgroups, in /system.slice/containerd.service: "
          + "the engine does not end it with the node"
      ])
  }

  @Test(arguments: ["/nodectl/edge", "/nodectl/edge/kubelet", "/nodectl-pods/edge/kubepods/x"])
  func `the cgroups that host metrics and pods of the host's runtime have are the node's`(cgroup: String) async throws {
    #expect(try await escaped([cgroup]) == [])
  }

  @Test func `another node's cgroup is not`() async throws {
    #expect(try await escaped(["/nodectl/edge-01/kubelet"])?.count == 1)
  }

  @Test func `who is only on the way into its cgroup has not escaped`() async throws {
    #expect(try await escaped(["/system.slice/docker.service", "/nodectl/edge/kubelet"]) == [])
  }

  @Test func `nothing is told by who may not look, or of a host that is not the engine's`() async throws {
    #expect(try await escaped(["/elsewhere"], isRoot: false) == nil)
    #expect(try await escaped(["/elsewhere"], isLocal: false) == nil)
  }
}
