import Ownership
import Testing

@testable import Planning

@Suite struct DownPlanTests {
  @Test func `a node goes in reverse order; its data stays, what is in memory goes`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    #expect(
      Planner.down("edge", running(node), DownOptions()).description == """
        #1 stop container edge-k0s-1: it was asked for
        #2 stop container edge-crio-krun-1 after #1: it was asked for
        #3 stop container edge-zerotier-1 after #2: it was asked for
        #4 remove container edge-k0s-1 after #1: it was asked for
        #5 remove container edge-crio-krun-1 after #2, #4: it was asked for
        #6 remove container edge-zerotier-1 after #3, #5: it was asked for
        #7 remove network edge_default after #6: it was asked for
        #8 remove volume edge_crio-run after #5: it was asked for
        #9 remove volume edge_k0s-run after #5: it was asked for

        """)
  }

  @Test func `where the engine lets them, containers go side by side, once nothing depends on them that runs`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let options = DownOptions(reachesHost: true, removesInAnyOrder: true)
    #expect(
      Planner.down("edge", running(node), options).description.hasSuffix(
        """
        #4 clear the host of edge after #3: it was asked for
        #5 remove container edge-k0s-1 after #4: it was asked for
        #6 remove container edge-crio-krun-1 after #4: it was asked for
        #7 remove container edge-zerotier-1 after #4: it was asked for
        #8 remove network edge_default after #5, #6, #7: it was asked for
        #9 remove volume edge_crio-run after #5, #6: it was asked for
        #10 remove volume edge_k0s-run after #5, #6: it was asked for

        """))
    let state = running(node).changing("zerotier") { $0.state = .exited }
    let steps = Planner.down("edge", state, DownOptions(removesInAnyOrder: true)).description
    #expect(steps.contains("remove container edge-zerotier-1 after #2:"), "\(steps)")
  }

  @Test func `--volumes takes the data too`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let plan = Planner.down("edge", running(node), DownOptions(volumes: true))
    #expect(plan.steps.filter { if case .removeVolume = $0.operation { true } else { false } }.count == 5)
  }

  @Test func `what has stopped is only removed`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let state = running(node).changing("k0s") { $0.state = .exited }.changing("crio-krun") { $0.state = .created }
    let stopped = Planner.down("edge", state, DownOptions()).steps.compactMap { step in
      if case .stopContainer(_, let name, _) = step.operation { name } else { nil }
    }
    #expect(stopped == ["edge-zerotier-1"])
  }

  @Test func `a node that is not there needs nothing`() {
    #expect(Planner.down("edge", ObservedState(), DownOptions()).steps.isEmpty)
  }

  @Test func `kernel settings are put back after the kubelet's end, and before what remembers them goes`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = running(node)
    state.sysctlsToRestore = [SysctlChange(name: "kernel.panic", old: 10, new: 0)]
    #expect(
      Planner.down("edge", state, DownOptions()).description.hasSuffix(
        """
        #8 put back the host's kernel settings after #6: no other node is there: kernel.panic 10 → 0
        #9 remove volume edge_crio-run after #8: it was asked for
        #10 remove volume edge_k0s-run after #8: it was asked for

        """))
  }

  @Test func `the host is cleared when all is stopped, and before the engine forgets where the data is`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let state = running(node).changing("k0s") { $0.dataDirectory = "/srv/edge/k0s-data" }
    let plan = Planner.down("edge", state, DownOptions(purge: true, reachesHost: true))
    #expect(
      plan.description.hasPrefix(
        """
        #1 stop container edge-k0s-1: it was asked for
        #2 stop container edge-crio-krun-1 after #1: it was asked for
        #3 stop container edge-zerotier-1 after #2: it was asked for
        #4 clear the host of edge after #3: it was asked for
        #5 delete /srv/edge/k0s-data after #4: it was asked for
        #6 remove container edge-k0s-1 after #5: it was asked for

        """))
    #expect(!Planner.down("edge", state, DownOptions(reachesHost: true)).description.contains("delete"))
  }

  @Test func `a container with the host's processes is looked at before its stop, and what outlives it is ended`()
    throws
  {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let state = running(node).changing("k0s") { $0.sharesHostProcesses = true }
    #expect(
      Planner.down("edge", state, DownOptions(reachesHost: true)).description.hasPrefix(
        """
        #1 note the processes of edge-k0s-1: its processes are the host's, and may outlive it
        #2 stop container edge-k0s-1 after #1: it was asked for
        #3 end what outlives edge-k0s-1 after #2: its processes are the host's, and may outlive it
        #4 stop container edge-crio-krun-1 after #3: it was asked for
        #5 stop container edge-zerotier-1 after #4: it was asked for
        #6 clear the host of edge after #5: it was asked for
        #7 remove container edge-k0s-1 after #6: it was asked for

        """))
    #expect(!Planner.down("edge", state, DownOptions()).description.contains("outlives"))
  }

  @Test func `the data of a node that no engine knows any more is deleted all the same`() {
    let options = DownOptions(purge: true, reachesHost: true)
    #expect(
      Planner.down("edge", ObservedState(), options, dataDirectory: "/srv/edge/k0s-data").description == """
        #1 clear the host of edge: it was asked for
        #2 delete /srv/edge/k0s-data after #1: it was asked for

        """)
  }
}
