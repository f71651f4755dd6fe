import Testing

@testable import Planning

@Suite struct LifePlanTests {
  private let node: DesiredNode

  init() throws { node = try desiredNode(nodeIP: "10.1.2.3") }

  private func plan(_ change: LifeChange, _ state: ObservedState, _ services: String..., awaitsHealth: Bool = true)
    throws -> String
  {
    let all = ["zerotier", "crio-krun", "k0s"]
    let options = LifeOptions(change, services: Set(services.isEmpty ? all : services), awaitsHealth: awaitsHealth)
    return try Planner.life("edge", state, options).description
  }

  private var stopped: ObservedState {
    var state = running(node)
    for index in state.containers.indices { state.containers[index].state = .exited }
    return state
  }

  @Test func `a node stops in reverse order, each marked when it has`() throws {
    #expect(
      try plan(.stop, running(node)) == """
        #1 stop container edge-k0s-1: it was asked for
        #2 note that edge-k0s-1 is stopped by wish after #1: it was asked for
        #3 stop container edge-crio-krun-1 after #2: it was asked for
        #4 note that edge-crio-krun-1 is stopped by wish after #3: it was asked for
        #5 stop container edge-zerotier-1 after #4: it was asked for
        #6 note that edge-zerotier-1 is stopped by wish after #5: it was asked for

        """)
  }

  @Test func `a node starts in order, each when what it depends on is healthy`() throws {
    #expect(
      try plan(.start, stopped) == """
        #1 start zerotier: it was asked for
        #2 wait for zerotier to be healthy after #1: what depends on it starts after that
        #3 start crio-krun after #2: it was asked for
        #4 wait for crio-krun to be healthy after #3: what depends on it starts after that
        #5 start k0s after #4: it was asked for
        #6 wait for k0s to be healthy after #5: the command ends when it is

        """)
  }

  @Test func `restarting zerotier takes along, in order, what lives in its network namespace`() throws {
    #expect(
      try plan(.restart, running(node), "zerotier", awaitsHealth: false) == """
        #1 stop container edge-k0s-1: it goes along with zerotier
        #2 stop container edge-crio-krun-1 after #1: it goes along with zerotier
        #3 stop container edge-zerotier-1 after #2: it was asked for
        #4 start zerotier after #3: it was asked for
        #5 wait for zerotier to be healthy after #4: what depends on it starts after that
        #6 start crio-krun after #5: it goes along with zerotier
        #7 wait for crio-krun to be healthy after #6: what depends on it starts after that
        #8 start k0s after #7: it goes along with zerotier

        """)
  }

  @Test func `a service that nothing depends on stops and restarts alone`() throws {
    #expect(
      try plan(.restart, running(node), "k0s") == """
        #1 stop container edge-k0s-1: it was asked for
        #2 start k0s after #1: it was asked for
        #3 wait for k0s to be healthy after #2: the command ends when it is

        """)
    #expect(try plan(.stop, running(node), "k0s").contains("crio") == false)
  }

  @Test func `a service starts after what it needs that does not run, or is not healthy`() throws {
    #expect(
      try plan(.start, stopped, "crio-krun").hasPrefix(
        """
        #1 start zerotier: crio-krun needs it
        #2 wait for zerotier to be healthy after #1: what depends on it starts after that
        #3 start crio-krun after #2: it was asked for

        """))
    let state = running(node).changing("k0s") { $0.state = .exited }.changing("crio-krun") { $0.health = .starting }
    #expect(
      try plan(.start, state, "k0s", awaitsHealth: false) == """
        #1 wait for crio-krun to be healthy: what depends on it starts after that
        #2 start k0s after #1: it was asked for

        """)
  }

  @Test func `what is as it is to be needs nothing`() throws {
    #expect(try plan(.start, running(node)) == "")
    #expect(try plan(.stop, stopped) == "")
  }

  @Test func `what was stopped is not started by the restart of another`() throws {
    let state = running(node).changing("k0s") { $0.state = .exited }
    #expect(try plan(.restart, state, "crio-krun").contains("k0s") == false)
  }

  @Test func `a container that up has not finished is left to up`() throws {
    let state = running(node).changing("k0s") {
      $0.state = .created
      $0.started = nil
    }
    #expect(throws: PlanningError.neverStarted("k0s")) { try plan(.start, state) }
  }

  @Test func `with hands on the host, what may outlive a container is ended with it`() throws {
    let state = running(node).changing("k0s") { $0.sharesHostProcesses = true }
    let options = LifeOptions(.stop, services: ["k0s"], reachesHost: true)
    #expect(
      try Planner.life("edge", state, options).description == """
        #1 note the processes of edge-k0s-1: its processes are the host's, and may outlive it
        #2 stop container edge-k0s-1 after #1: it was asked for
        #3 end what outlives edge-k0s-1 after #2: its processes are the host's, and may outlive it
        #4 note that edge-k0s-1 is stopped by wish after #3: it was asked for

        """)
  }
}
