import Compose
import NodeSpec
import TestSupport
import Testing
import YAML

@testable import Planning

/// Projects of the node's name that `docker compose` started.
@Suite struct TakeoverPlanTests {
  /// A node whose stack is the published file.
  private func classic(
    version: String = "v1.34.1+k0s.0", token: String = "H4sIAAAAAAAA-a-token"
  ) throws -> DesiredNode {
    try desiredNode(version: version, k0s: "nodeIP: 10.1.2.3", more: "template: classic", token: token)
  }

  /// The engine as `docker compose` left it: no label of nodectl's, and what engines tell of such containers.
  private func composed(_ node: DesiredNode, _ change: (inout Service) -> Void = { _ in }) -> ObservedState {
    var state = running(node)
    for index in state.containers.indices {
      state.containers[index].labels = [
        Label.project: "edge", Label.service: state.containers[index].service ?? "", Label.configHash: "compose's",
      ]
      guard var service = node.project.service(state.containers[index].service ?? "") else { continue }
      asEnginesTell(&service, of: node)
      change(&service)
      state.containers[index].foreign = service
    }
    state.networks = state.networks.map {
      ObservedNetwork(id: $0.id, name: $0.name, labels: [Label.project: "edge", Label.configHash: "compose's"])
    }
    state.volumes = state.volumes.map {
      ObservedVolume(name: $0.name, labels: [Label.project: "edge"], options: $0.options)
    }
    return state
  }

  private func asEnginesTell(_ service: inout Service, of node: DesiredNode) {
    service.environment["PATH"] = "/usr/sbin:/usr/bin"
    service.entrypoint = ["/entrypoint.sh"]
    service.hostname = "edge"
    service.command = service.command ?? ["what", "the", "image", "has"]
    service.cgroup = .private
    service.capAdd = service.capAdd.map { "CAP_\($0)" }
    service.tmpfs = service.tmpfs.map { "\($0):rw,nosuid" }
    service.healthcheck?.startInterval = nil
    service.healthcheck?.timeout = .seconds(30)
    service.volumes = service.volumes.reversed().map { mount in
      switch mount.source {
      case .volume(let key): Mount(.volume("edge_\(key)"), at: mount.target)
      case .bind(let path, _): Mount(.bind(path, propagation: .rshared), at: mount.target)
      }
    }
  }

  @Test func `what compose made from the same file stays as it is`() throws {
    let node = try classic()
    #expect(try Planner.up(node, composed(node), UpOptions()).description == "")
  }

  @Test func `only what differs is made anew`() throws {
    let plan = try Planner.up(
      try classic(version: "v1.34.2+k0s.0"), composed(try classic()), UpOptions(wait: .started))
    #expect(
      plan.description == """
        #1 pull image docker.io/k0sproject/k0s:v1.34.2-k0s.0: the image is not on the engine
        #2 stop container edge-k0s-1 after #1: image docker.io/k0sproject/k0s:v1.34.1-k0s.0 → docker.io/k0sproject/k0s:v1.34.2-k0s.0
        #3 remove container edge-k0s-1 after #2: image docker.io/k0sproject/k0s:v1.34.1-k0s.0 → docker.io/k0sproject/k0s:v1.34.2-k0s.0
        #4 create k0s after #3: a new one takes its place
        #5 start k0s after #4: a new one takes its place

        """)
  }

  @Test(arguments: [
    ("zerotier", "ports \"9995:9993/udp\" → \"9994:9993/udp\""), ("crio-krun", "privileged added: true"),
    ("k0s", "tmpfs removed: /tmp"),
  ])
  func `every field that a node depends on is compared`(service: String, cause: String) throws {
    let node = try classic()
    let state = composed(node) { found in
      guard found.name == service else { return }
      switch service {
      case "zerotier": found.ports = [PortMapping(published: 9995, target: 9993, transport: .udp)]
      case "crio-krun": found.privileged = false
      default: found.tmpfs.append("/tmp")
      }
    }
    let causes = try Planner.up(node, state, UpOptions()).steps.map(\.cause.description)
    #expect(causes.contains { $0.contains(cause.replacing("\"", with: "")) }, "\(causes)")
  }

  @Test func `nodectl's own template replaces the containers and keeps the data`() throws {
    let node = try desiredNode(k0s: "nodeIP: 10.1.2.3")
    let plan = try Planner.up(node, composed(try classic()), UpOptions())
    let removed = plan.steps.map(\.operation.name).filter { $0.hasPrefix("remove") }
    #expect(removed == ["remove-container", "remove-container", "remove-container"])
    #expect(!plan.steps.contains { if case .createVolume = $0.operation { true } else { false } })
  }

  @Test func `no secret of the published file is in a cause`() throws {
    let plan = try Planner.up(try desiredNode(k0s: "nodeIP: 10.1.2.3"), composed(try classic()), UpOptions())
    #expect(!plan.description.contains("H4sIAAAA"))
    #expect(!plan.description.contains("bd8dd6e4ce70"))
  }

  @Test func `nor is the token in whose place there is to be another, before the join and after it`() throws {
    let node = try classic(token: "H4sIAAAAAAAA-another-token")
    var state = composed(try classic())
    let before = try Planner.up(node, state, UpOptions())
    #expect(!before.steps.isEmpty)
    #expect(!before.description.contains("H4sIAAAA"))
    state.hasJoined = true
    let after = try Planner.up(node, state, UpOptions())
    #expect(after.steps.isEmpty)
    #expect(after.notes.count == 1)
    #expect(!"\(after.notes)".contains("H4sIAAAA"))
  }

  @Test func `nor is a token of theirs that is not the spec's, in an argument that goes`() throws {
    let theirs = try #require(try classic(token: SampleSecrets.otherJoinToken).project.service("k0s"))
    let node = try desiredNode(k0s: "nodeIP: 10.1.2.3", token: SampleSecrets.joinToken)
    let changes = node.changes(from: theirs, to: try #require(node.project.service("k0s")))
    #expect(changes.contains { $0.description.hasPrefix("command <") }, "\(changes)")
    #expect(!"\(changes)".contains(SampleSecrets.otherJoinToken.prefix(12)))
  }

  @Test func `a project of the same name with its data elsewhere is another's`() throws {
    let node = try classic()
    let state = composed(node) { service in
      service.volumes = service.volumes.filter { if case .bind = $0.source { false } else { true } }
    }
    #expect(throws: PlanningError.projectTaken("edge", dataDirectory: "/srv/edge/k0s-data")) {
      try Planner.up(node, state, UpOptions())
    }
  }
}
