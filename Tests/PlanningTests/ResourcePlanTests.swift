import Compose
import Testing

@testable import Planning

/// Networks and volumes that are there, and are not what the node wants.
@Suite struct ResourcePlanTests {
  private func plan(
    _ state: ObservedState, _ node: DesiredNode, _ options: UpOptions = UpOptions(wait: .started)
  ) throws -> String {
    try Planner.up(node, state, options).description
  }

  /// The labels of what nodectl made when the node was another.
  private func otherwise(_ labels: [String: String]) -> [String: String] {
    labels.merging([Label.configHash: "other"]) { _, new in new }
  }

  @Test func `a network with other options is replaced, and all that is on it with it`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = running(node)
    state.networks = [
      ObservedNetwork(
        id: "net", name: "edge_default", labels: [Label.project: "edge", Label.version: "0.1.0"], driver: "macvlan",
        options: ["parent": "eth0"])
    ]
    #expect(
      try plan(state, node) == """
        #1 stop container edge-k0s-1: it is in the network namespace of zerotier, which is replaced
        #2 remove container edge-k0s-1 after #1: it is in the network namespace of zerotier, which is replaced
        #3 stop container edge-crio-krun-1 after #2: it is in the network namespace of zerotier, which is replaced
        #4 remove container edge-crio-krun-1 after #3: it is in the network namespace of zerotier, which is replaced
        #5 stop container edge-zerotier-1 after #4: its network default is replaced
        #6 remove container edge-zerotier-1 after #5: its network default is replaced
        #7 remove network edge_default after #6: driver macvlan → bridge; driver_opts.parent removed: eth0
        #8 create network default after #7: a new one takes its place
        #9 create zerotier after #8: a new one takes its place
        #10 put files into zerotier after #9: a new one takes its place
        #11 start zerotier after #10: a new one takes its place
        #12 create crio-krun after #9: a new one takes its place
        #13 wait for zerotier to be healthy after #11: what depends on it starts after that
        #14 start crio-krun after #12, #13: a new one takes its place
        #15 create k0s after #9: a new one takes its place
        #16 put files into k0s after #15: a new one takes its place
        #17 wait for crio-krun to be healthy after #14: what depends on it starts after that
        #18 start k0s after #16, #17: a new one takes its place

        """)
  }

  @Test func `a network that nodectl made from something else is replaced, though the engine tells no difference`()
    throws
  {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = running(node)
    let labels = [Label.project: "edge", Label.version: "0.1.0", Label.configHash: "other"]
    state.networks = [ObservedNetwork(id: "net", name: "edge_default", labels: labels)]
    #expect(
      try plan(state, node).contains("remove network edge_default after #6: it was made from another configuration"))
  }

  @Test func `of two networks of one name that stays which the node is on`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = running(node).changing("zerotier") { $0.networks = ["second"] }
    let labels = state.networks[0].labels
    state.networks = ["first", "second", "third"].map { ObservedNetwork(id: $0, name: "edge_default", labels: labels) }
    #expect(
      try Planner.up(node, state, UpOptions()).steps.map(\.operation) == [
        .removeNetwork(id: "first", name: "edge_default"), .removeNetwork(id: "third", name: "edge_default"),
      ])
    #expect(try plan(state, node).contains("#1 remove network edge_default: the node has another of this name"))
  }

  @Test func `a node that joins its network by name waits until there is one of that name`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = ObservedState(images: running(node).images)
    let labels = running(node).networks[0].labels
    state.networks = ["first", "second"].map { ObservedNetwork(id: $0, name: "edge_default", labels: labels) }
    let text = try plan(state, node)
    #expect(text.contains("#1 remove network edge_default: the node has another of this name\n"))
    #expect(text.contains("create zerotier after #1: there is none\n"))
  }

  @Test func `a volume in memory with other options is replaced, and what uses it with it`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = running(node)
    state.volumes = state.volumes.map { volume in
      volume.name == "edge_crio-run"
        ? ObservedVolume(
          name: volume.name, labels: otherwise(volume.labels),
          options: ["type": "tmpfs", "device": "tmpfs", "o": "size=1m"])
        : volume
    }
    let text = try plan(state, node)
    #expect(
      text.hasPrefix(
        """
        #1 stop container edge-k0s-1: its volume crio-run is replaced
        #2 remove container edge-k0s-1 after #1: its volume crio-run is replaced
        #3 stop container edge-crio-krun-1 after #2: its volume crio-run is replaced
        #4 remove container edge-crio-krun-1 after #3: its volume crio-run is replaced
        #5 remove volume edge_crio-run after #4: driver_opts.o removed: size=1m
        #6 create volume crio-run after #5: a new one takes its place
        #7 create crio-krun after #6: a new one takes its place

        """))
    #expect(!text.contains("zerotier"))
  }

  /// A run of another tool left `crio-run` as a directory on the disk.
  private func withDataInPlaceOfMemory(_ node: DesiredNode) -> ObservedState {
    var state = running(node)
    state.volumes = state.volumes.map { volume in
      volume.name == "edge_crio-run" ? ObservedVolume(name: volume.name, labels: otherwise(volume.labels)) : volume
    }
    return state
  }

  @Test func `a volume that holds data is never replaced unasked`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let error = #expect(throws: PlanningError.self) { try plan(withDataInPlaceOfMemory(node), node) }
    #expect(
      error?.description
        == "the volume edge_crio-run is not what it is to be: driver_opts.device added: tmpfs; driver_opts.type added: "
        + "tmpfs; put it back as it was, or run again with --recreate-volumes, which loses what it holds")
  }

  @Test func `asked for, it is, and what is lost is said`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let options = UpOptions(wait: .started, recreateVolumes: true)
    let text = try plan(withDataInPlaceOfMemory(node), node, options)
    #expect(text.contains("remove volume edge_crio-run after #4: driver_opts.device added: tmpfs; "))
    #expect(text.contains("; what it holds is lost\n"))
    #expect(text.components(of: "remove volume") == 1, "the others hold what they held")
  }

  @Test func `options that an engine writes in other words are no difference`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = running(node)
    state.networks = state.networks.map {
      ObservedNetwork(id: $0.id, name: $0.name, labels: $0.labels, options: ["mtu": "1"])
    }
    state.volumes = state.volumes.map { ObservedVolume(name: $0.name, labels: $0.labels, options: ["type": "none"]) }
    #expect(try plan(state, node) == "")
  }

  @Test func `what nodectl made for the node and it no longer has goes, but for data and what is others'`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    var state = running(node)
    let own = [Label.project: "edge", Label.version: "0.1.0"]
    state.networks += [
      ObservedNetwork(id: "old", name: "edge_old", labels: own),
      ObservedNetwork(id: "theirs", name: "edge_theirs", labels: [Label.project: "edge"]),
    ]
    state.volumes += [
      ObservedVolume(name: "edge_old-run", labels: own, options: ["type": "tmpfs"]),
      ObservedVolume(name: "edge_old-data", labels: own),
      ObservedVolume(name: "edge_their-run", labels: [Label.project: "edge"], options: ["type": "tmpfs"]),
    ]
    #expect(
      try plan(state, node) == """
        #1 remove network edge_old: it is a left-over of the node
        #2 remove volume edge_old-run: it is a left-over of the node

        """)
  }

  @Test func `a network of another with a name that the node needs is not touched`() throws {
    let node = try desiredNode()
    let state = ObservedState(networks: [ObservedNetwork(id: "x", name: "edge_default")])
    #expect(throws: PlanningError.nameTaken(kind: "network", name: "edge_default")) { try plan(state, node) }
  }
}

extension String {
  /// How often a text is in this one.
  fileprivate func components(of text: String) -> Int { ranges(of: text).count }
}
