import Ownership
import Testing

@testable import Planning

@Suite struct UpPlanTests {
  @Test func `a fresh node: each starts as soon as it can, and no sooner`() throws {
    let plan = try Planner.up(try desiredNode(), ObservedState(), UpOptions())
    #expect(
      plan.description == """
        #1 pull image docker.io/zerotier/zerotier:1.14.2: the image is not on the engine
        #2 pull image ghcr.io/chaserhkj/crio-krun:latest: the image is not on the engine
        #3 pull image docker.io/k0sproject/k0s:v1.34.1-k0s.0: the image is not on the engine
        #4 create network default: there is none
        #5 create volume crio-data: there is none
        #6 create volume cni-config: there is none
        #7 create volume k0s-log: there is none
        #8 create volume crio-run: there is none
        #9 create volume k0s-run: there is none
        #10 create zerotier after #1, #4: there is none
        #11 put files into zerotier after #10: there is none
        #12 start zerotier after #11: there is none
        #13 wait for zerotier to be healthy after #12: what depends on it starts after that
        #14 create crio-krun after #2, #5, #6, #7, #8, #9, #10: there is none
        #15 start crio-krun after #13, #14: there is none
        #16 wait for crio-krun to be healthy after #15: what depends on it starts after that
        #17 read the address of zerotier after #13: what depends on it starts after that
        #18 create k0s after #3, #6, #7, #8, #9, #17: there is none
        #19 put files into k0s after #18: there is none
        #20 start k0s after #16, #19: there is none
        #21 wait for k0s to be healthy after #20: up ends when it is

        """)
  }

  @Test func `a node that is as wanted needs nothing`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    #expect(try Planner.up(node, running(node), UpOptions()).steps.isEmpty)
  }

  @Test func `a new version of k0s replaces only k0s`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let new = try desiredNode(version: "v1.34.2+k0s.0", nodeIP: "10.1.2.3")
    #expect(
      try Planner.up(new, running(old), UpOptions()).description == """
        #1 pull image docker.io/k0sproject/k0s:v1.34.2-k0s.0: the image is not on the engine
        #2 stop container edge-k0s-1 after #1: image docker.io/k0sproject/k0s:v1.34.1-k0s.0 → docker.io/k0sproject/k0s:v1.34.2-k0s.0
        #3 remove container edge-k0s-1 after #2: image docker.io/k0sproject/k0s:v1.34.1-k0s.0 → docker.io/k0sproject/k0s:v1.34.2-k0s.0
        #4 create k0s after #3: a new one takes its place
        #5 put files into k0s after #4: a new one takes its place
        #6 start k0s after #5: a new one takes its place
        #7 wait for k0s to be healthy after #6: up ends when it is

        """)
  }

  @Test func `a container that has exited is started again, and what is in its network namespace after it`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let state = running(node).changing("zerotier") {
      $0.state = .exited
      $0.exitCode = 137
    }
    #expect(
      try Planner.up(node, state, UpOptions()).description == """
        #1 stop container edge-k0s-1: it is in a network namespace that zerotier has left by restarting
        #2 stop container edge-crio-krun-1 after #1: it is in a network namespace that zerotier has left by restarting
        #3 start zerotier: it has exited with code 137
        #4 wait for zerotier to be healthy after #3: what depends on it starts after that
        #5 start crio-krun after #2, #4: it is in a network namespace that zerotier has left by restarting
        #6 wait for crio-krun to be healthy after #5: what depends on it starts after that
        #7 start k0s after #6: it is in a network namespace that zerotier has left by restarting
        #8 wait for k0s to be healthy after #7: up ends when it is

        """)
  }

  @Test func `a node in a network namespace that ZeroTier has left is restarted in order`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let state = running(node).changing("zerotier") { $0.started = .seconds(500) }
    #expect(
      try Planner.up(node, state, UpOptions()).description == """
        #1 stop container edge-k0s-1: it is in a network namespace that zerotier has left by restarting
        #2 stop container edge-crio-krun-1 after #1: it is in a network namespace that zerotier has left by restarting
        #3 start crio-krun after #2: it is in a network namespace that zerotier has left by restarting
        #4 wait for crio-krun to be healthy after #3: what depends on it starts after that
        #5 start k0s after #4: it is in a network namespace that zerotier has left by restarting
        #6 wait for k0s to be healthy after #5: up ends when it is

        """)
  }

  @Test func `what is to restart with a service that is stopped does, as with compose`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    // k0s alone has been started since ZeroTier was.
    let state = running(node).changing("zerotier") { $0.started = .seconds(500) }
      .changing("k0s") { $0.started = .seconds(600) }
    #expect(
      try Planner.up(node, state, UpOptions()).description == """
        #1 stop container edge-k0s-1: it goes along with crio-krun
        #2 stop container edge-crio-krun-1 after #1: it is in a network namespace that zerotier has left by restarting
        #3 start crio-krun after #2: it is in a network namespace that zerotier has left by restarting
        #4 wait for crio-krun to be healthy after #3: what depends on it starts after that
        #5 start k0s after #4: it goes along with crio-krun
        #6 wait for k0s to be healthy after #5: up ends when it is

        """)
  }

  @Test func `a service that is unhealthy, or had ended, takes nobody along`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let ended = running(node).changing("crio-krun") { $0.state = .exited }
    for plan in [
      try Planner.up(node, running(node), UpOptions(unhealthy: ["crio-krun"])).description,
      try Planner.up(node, ended, UpOptions()).description,
    ] {
      #expect(plan.contains("start crio-krun"))
      #expect(!plan.contains("stop container edge-k0s-1"))
    }
  }

  @Test func `what is to restart with a service that is replaced does, and stays the container that it is`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let state = running(node).changing("crio-krun") { $0.state = .dead }
    let steps = try Planner.up(node, state, UpOptions()).description
    #expect(steps.contains("stop container edge-k0s-1: it goes along with crio-krun"))
    #expect(steps.contains("remove container edge-crio-krun-1"))
    #expect(!steps.contains("remove container edge-k0s-1"))
  }

  @Test func `a changed network replaces ZeroTier, and all that is in its namespace with it`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let state = running(old).changing("zerotier") { $0.labels[Label.configHash] = "other" }
    #expect(
      try Planner.up(node, state, UpOptions()).description == """
        #1 stop container edge-k0s-1: it is in the network namespace of zerotier, which is replaced
        #2 remove container edge-k0s-1 after #1: it is in the network namespace of zerotier, which is replaced
        #3 stop container edge-crio-krun-1 after #2: it is in the network namespace of zerotier, which is replaced
        #4 remove container edge-crio-krun-1 after #3: it is in the network namespace of zerotier, which is replaced
        #5 stop container edge-zerotier-1 after #4: it was made from another configuration
        #6 remove container edge-zerotier-1 after #5: it was made from another configuration
        #7 create zerotier after #6: a new one takes its place
        #8 put files into zerotier after #7: a new one takes its place
        #9 start zerotier after #8: a new one takes its place
        #10 wait for zerotier to be healthy after #9: what depends on it starts after that
        #11 create crio-krun after #7: a new one takes its place
        #12 start crio-krun after #10, #11: a new one takes its place
        #13 wait for crio-krun to be healthy after #12: what depends on it starts after that
        #14 create k0s after #7: a new one takes its place
        #15 put files into k0s after #14: a new one takes its place
        #16 start k0s after #13, #15: a new one takes its place
        #17 wait for k0s to be healthy after #16: up ends when it is

        """)
  }

  @Test func `--recreate replaces even what is as wanted`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let plan = try Planner.up(node, running(node), UpOptions(recreate: true))
    let created = plan.steps.filter { if case .createContainer = $0.operation { true } else { false } }
    #expect(created.count == 3)
  }

  @Test func `with hands on the host, what may outlive a container that is replaced is ended with it`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let state = running(node).changing("k0s") { $0.sharesHostProcesses = true }
    var options = UpOptions(recreate: true)
    #expect(!(try Planner.up(node, state, options).description.contains("outlives")))
    options.reachesHost = true
    #expect(
      try Planner.up(node, state, options).description.hasPrefix(
        """
        #1 note the processes of edge-k0s-1: its processes are the host's, and may outlive it
        #2 stop container edge-k0s-1 after #1: recreation was asked for
        #3 end what outlives edge-k0s-1 after #2: its processes are the host's, and may outlive it
        #4 remove container edge-k0s-1 after #3: recreation was asked for

        """))
  }

  @Test func `--pull never with a missing image is refused before anything is done`() throws {
    let node = try desiredNode()
    #expect(throws: PlanningError.imageMissing("docker.io/zerotier/zerotier:1.14.2", service: "zerotier")) {
      try Planner.up(node, ObservedState(), UpOptions(pull: .never))
    }
  }

  @Test func `a volume of another with a name that the node needs is not touched`() throws {
    let state = ObservedState(volumes: [ObservedVolume(name: "edge_crio-data")])
    let node = try desiredNode()
    #expect(throws: PlanningError.nameTaken(kind: "volume", name: "edge_crio-data")) {
      try Planner.up(node, state, UpOptions())
    }
  }

  @Test func `another's container in the project is left alone, nodectl's own is removed`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = running(node)
    state.containers.append(ObservedContainer(id: "x", name: "edge-tool-1", service: "tool", state: .running))
    #expect(try Planner.up(node, state, UpOptions()).steps.isEmpty)
    state.containers.append(
      ObservedContainer(id: "y", name: "edge-old-1", service: "old", state: .running, labels: [Label.version: "0.0.1"]))
    #expect(
      try Planner.up(node, state, UpOptions()).description == """
        #1 stop container edge-old-1: it is a left-over of the node
        #2 remove container edge-old-1 after #1: it is a left-over of the node

        """)
  }

  @Test func `an image that has changed behind its tag replaces its container`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = running(node)
    state.images["ghcr.io/chaserhkj/crio-krun:latest"] = "sha256:newer"
    let plan = try Planner.up(node, state, UpOptions())
    #expect(plan.steps.first { $0.operation == .createContainer(service: "crio-krun") } != nil)
    #expect(plan.steps.contains { $0.cause == .imageChanged })
  }

  @Test func `what an interrupted run created is started, its secrets put there again`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let state = running(node).changing("k0s") {
      $0.state = .created
      $0.started = nil
    }
    #expect(
      try Planner.up(node, state, UpOptions()).description == """
        #1 put files into k0s: it was created but never started
        #2 start k0s after #1: it was created but never started
        #3 wait for k0s to be healthy after #2: up ends when it is

        """)
  }

  @Test func `a container that is not healthy yet is waited for`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let plan = try Planner.up(node, running(node).changing("k0s") { $0.health = .starting }, UpOptions())
    #expect(plan.description == "#1 wait for k0s to be healthy: up ends when it is\n")
    #expect(!plan.hasChanges)
  }

  @Test func `a changed token replaces what has it, and shows fingerprints only`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let new = try desiredNode(token: "H4sIAAAAAAAA-another-token", nodeIP: "10.1.2.3")
    #expect(
      try Planner.up(new, running(old), UpOptions()).description == """
        #1 stop container edge-k0s-1: secret.join-token 4f1476da883b → 428b5cd837ed
        #2 remove container edge-k0s-1 after #1: secret.join-token 4f1476da883b → 428b5cd837ed
        #3 create k0s after #2: a new one takes its place
        #4 put files into k0s after #3: a new one takes its place
        #5 start k0s after #4: a new one takes its place
        #6 wait for k0s to be healthy after #5: up ends when it is

        """)
  }

  @Test func `an address that ZeroTier has changed replaces what was made with it`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let new = try desiredNode(nodeIP: "10.1.2.9")
    #expect(
      try Planner.up(new, running(old), UpOptions()).description == """
        #1 stop container edge-k0s-1: command --kubelet-extra-args=--node-ip=10.1.2.3 --hostname-override=edge --kubelet-cgroups=  → --kubelet-extra-args=--node-ip=10.1.2.9 --hostname-override=edge --kubelet-cgroups= 
        #2 remove container edge-k0s-1 after #1: command --kubelet-extra-args=--node-ip=10.1.2.3 --hostname-override=edge --kubelet-cgroups=  → --kubelet-extra-args=--node-ip=10.1.2.9 --hostname-override=edge --kubelet-cgroups= 
        #3 create k0s after #2: a new one takes its place
        #4 put files into k0s after #3: a new one takes its place
        #5 start k0s after #4: a new one takes its place
        #6 wait for k0s to be healthy after #5: up ends when it is

        """)
  }

  @Test func `the node's own cgroup comes before all else`() throws {
    let node = try desiredNode(more: "metrics: host", nodeIP: "10.1.2.3")
    var state = ObservedState(images: running(node).images)
    state.cgroup = NodeCgroup(path: "/nodectl/edge", rootControllers: ["cpu"], controllers: nil)
    #expect(
      try Planner.up(node, state, UpOptions()).description.hasPrefix(
        """
        #1 create cgroup /nodectl/edge: there is none
        #2 create network default after #1: there is none
        #3 create volume crio-data after #1: there is none
        """))
  }

  @Test func `a cgroup that a reboot has taken is made again, also for a node that is otherwise as wanted`() throws {
    let node = try desiredNode(more: "metrics: host", nodeIP: "10.1.2.3")
    var state = running(node).changing("k0s") { $0.health = .unhealthy }
    state.cgroup = NodeCgroup(path: "/nodectl/edge", rootControllers: ["cpu", "pids"], controllers: ["cpu"])
    #expect(
      try Planner.up(node, state, UpOptions()).description == """
        #1 create cgroup /nodectl/edge: it lacks the controllers pids
        #2 wait for k0s to be healthy: up ends when it is

        """)
  }

  @Test func `a cgroup that is ready needs nothing`() throws {
    let node = try desiredNode(more: "metrics: host", nodeIP: "10.1.2.3")
    var state = running(node)
    state.cgroup = NodeCgroup(path: "/nodectl/edge", rootControllers: ["cpu"], controllers: ["cpu"])
    #expect(try Planner.up(node, state, UpOptions()).steps.isEmpty)
  }

  @Test func `a changed limit replaces only what has it, and tells the kubelet`() throws {
    let old = try desiredNode(more: "resources: {cpus: 2}", nodeIP: "10.1.2.3", cpus: 8)
    let new = try desiredNode(more: "resources: {cpus: 4}", nodeIP: "10.1.2.3", cpus: 8)
    let causes = try Planner.up(new, running(old), UpOptions()).steps.filter {
      if case .removeContainer = $0.operation { true } else { false }
    }
    #expect(causes.count == 2)
    #expect(causes.last?.cause.description == "cpus 2 → 4")
    #expect(causes.first?.cause.description.contains("--system-reserved=cpu=4000m") == true)
  }
}
