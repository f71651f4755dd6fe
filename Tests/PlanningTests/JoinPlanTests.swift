import Testing

@testable import Planning

/// What k0s looks at only when a node joins: the token, the labels, the taints.
@Suite struct JoinPlanTests {
  private func node(_ k0s: String = "", version: String = "v1.34.1+k0s.0", token: String = "H4sIAAAAAAAA-a-token")
    throws -> DesiredNode
  {
    try desiredNode(version: version, k0s: k0s, token: token, nodeIP: "10.1.2.3")
  }

  private func joined(_ node: DesiredNode) -> ObservedState {
    var state = running(node)
    state.hasJoined = true
    return state
  }

  @Test func `a token that the node has no more use for changes nothing, and the way to another join is told`() throws {
    let plan = try Planner.up(try node(token: "H4sIAAAAAAAA-another-token"), joined(try node()), UpOptions())
    #expect(plan.description == "")
    #expect(
      plan.notes.map(\.description) == [
        "secret.join-token 4f1476da883b → 428b5cd837ed has no effect, for the node has joined already: "
          + "nodectl up --rejoin edge"
      ])
  }

  @Test func `changed labels and taints change nothing, and kubectl's commands are told`() throws {
    let old = try node("labels: {zone: a, disk: ssd}\n  taints: ['gpu=yes:NoSchedule', 'old:NoExecute']")
    let new = try node("labels: {zone: b, rack: r1}\n  taints: ['gpu=no:NoSchedule']")
    let plan = try Planner.up(new, joined(old), UpOptions())
    #expect(plan.description == "")
    #expect(
      plan.notes.flatMap(\.remedy) == [
        "kubectl label node edge zone=b rack=r1 disk- --overwrite",
        "kubectl taint node edge gpu=no:NoSchedule old:NoExecute- --overwrite",
      ])
  }

  @Test func `before the node has joined they replace k0s`() throws {
    let plan = try Planner.up(try node("labels: {zone: b}"), running(try node("labels: {zone: a}")), UpOptions())
    #expect(plan.steps.contains { $0.operation == .createContainer(service: "k0s") })
    #expect(plan.notes == [])
  }

  @Test func `what replaces k0s for another reason takes them along, and they have no effect all the same`() throws {
    let new = try node("labels: {zone: b}", version: "v1.34.2+k0s.0")
    let plan = try Planner.up(new, joined(try node("labels: {zone: a}")), UpOptions())
    #expect(plan.steps.contains { $0.operation == .createContainer(service: "k0s") })
    #expect(plan.notes.flatMap(\.remedy) == ["kubectl label node edge zone=b --overwrite"])
  }

  @Test func `a token among the arguments, as the classic template has it, is one too`() throws {
    func classic(_ token: String) throws -> DesiredNode {
      try desiredNode(k0s: "nodeIP: 10.1.2.3", more: "template: classic", token: token)
    }
    let (old, new) = (try classic("H4sI-one"), try classic("H4sI-two"))
    #expect(Planner.dependsOnJoin(new, running(old), UpOptions()))
    let plan = try Planner.up(new, joined(old), UpOptions())
    #expect(plan.description == "")
    #expect(plan.notes.flatMap(\.remedy) == ["nodectl up --rejoin edge"])
  }

  @Test(arguments: [
    (change: "", depends: false), ("labels: {zone: b}", true), ("profile: other", false),
    ("profile: other\n  taints: ['gpu:NoSchedule']", true),
  ])
  func `whether the node has joined matters only where one of them differs`(change: String, depends: Bool) throws {
    #expect(Planner.dependsOnJoin(try node(change), running(try node()), UpOptions()) == depends)
  }

  @Test func `it matters to who asks for another join, and not to who does nothing`() throws {
    let node = try node()
    #expect(Planner.dependsOnJoin(node, running(node), UpOptions(rejoin: true)))
    #expect(!Planner.dependsOnJoin(node, ObservedState(), UpOptions(rejoin: true, scope: .running)))
  }

  // MARK: Joining anew

  @Test func `--rejoin removes the kubelet's credentials while k0s does not run, and replaces k0s alone`() throws {
    let new = try node(token: "H4sIAAAAAAAA-another-token")
    let plan = try Planner.up(new, joined(try node()), UpOptions(rejoin: true))
    #expect(
      plan.description == """
        #1 stop container edge-k0s-1: the node is to join its cluster anew
        #2 remove the kubelet's credentials from /srv/edge/k0s-data after #1: the node is to join its cluster anew
        #3 remove container edge-k0s-1 after #2: the node is to join its cluster anew
        #4 create k0s after #3: a new one takes its place
        #5 put files into k0s after #4: a new one takes its place
        #6 start k0s after #5: a new one takes its place
        #7 wait for k0s to be healthy after #6: up ends when it is

        """)
    #expect(plan.notes == [])
  }

  @Test func `without k0s's container they are removed before there is one again`() throws {
    let node = try node()
    var state = joined(node)
    state.containers.removeAll { $0.service == "k0s" }
    #expect(
      try Planner.up(node, state, UpOptions(rejoin: true)).description == """
        #1 remove the kubelet's credentials from /srv/edge/k0s-data: the node is to join its cluster anew
        #2 create k0s after #1: there is none
        #3 put files into k0s after #2: there is none
        #4 start k0s after #3: there is none
        #5 wait for k0s to be healthy after #4: up ends when it is

        """)
  }

  @Test func `a run that was killed when they were gone is ended as an up`() throws {
    let new = try node(token: "H4sIAAAAAAAA-another-token")
    let state = running(try node()).changing("k0s") { $0.state = .exited }
    let plan = try Planner.up(new, state, UpOptions(rejoin: true))
    #expect(!plan.steps.contains { $0.cause == .rejoinRequested })
    #expect(plan.steps.contains { $0.operation == .createContainer(service: "k0s") })
    #expect(plan.notes.map(\.text) == ["the node has not joined, so there are no credentials to remove"])
  }

  @Test func `a node that never joined, and of which nothing is there, cannot join anew`() throws {
    let error = PlanningError.neverJoined("edge", dataDirectory: "/srv/edge/k0s-data")
    #expect(throws: error) { try Planner.up(try node(), ObservedState(), UpOptions(rejoin: true)) }
    #expect(
      error.description == "edge has never joined a cluster: there are no credentials of a kubelet in "
        + "/srv/edge/k0s-data; run again without --rejoin, and it joins")
  }

  @Test func `one that is down, and had joined, can`() throws {
    var state = ObservedState()
    state.hasJoined = true
    let plan = try Planner.up(try node(), state, UpOptions(rejoin: true))
    #expect(plan.steps.contains { $0.cause == .rejoinRequested })
  }
}
