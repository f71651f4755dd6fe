import Testing

@testable import Ownership

/// Pods that a runtime outside of the node runs.
@Suite struct PodTests {
  private typealias Sample = SampleHost

  private let own = [
    "/nodectl-pods/edge/kubepods/besteffort/pod1/x",
    "/nodectl_pods.slice/nodectl_pods-edge.slice/nodectl_pods-edge-kubepods.slice/y.scope",
  ]
  private let others = [
    "/nodectl-pods/edge-01/kubepods/x", "/nodectl_pods.slice/nodectl_pods-edge_01.slice/y", "/kubepods/besteffort/z",
  ]

  @Test func `they are the node's by their cgroup, and those of a node whose name begins alike are not`() {
    let processes = (own + others).enumerated().map { Sample.process(Int32(10 + $0), cgroup: $1) }
    let snapshot = HostSnapshot(bootID: "boot", host: Sample.host, observer: 6, processes: processes)
    #expect(Ownership.processesOfPods(Sample.marks, in: snapshot).map(\.pid) == [10, 11])
  }

  @Test func `they are nobody's to end, whatever speaks for them`() {
    let claims = Sample.claims(
      Sample.snapshot(
        Sample.process(10, root: Sample.root), Sample.process(11, cgroup: own[0], data: Sample.data),
        Sample.process(12, parent: 10, cgroup: own[0]), Sample.process(13, cgroup: own[1])))
    #expect(claims.keys.sorted() == [10])
  }

  @Test func `their cgroups are the node's to remove, and never to kill`() {
    let paths = own.map(CgroupPath.init)
    #expect(paths.allSatisfy { path in Sample.marks.ownCgroups.contains { path.isInside($0) } })
    #expect(paths.allSatisfy { !Sample.marks.mayKill($0, holding: [HostProcess](), claimed: []) })
  }

  @Test(arguments: ["", ".", "..", "a/b"])
  func `what cannot be a node's name has none`(name: String) { #expect(CgroupPath.pods(of: name) == []) }
}
