import Testing

@testable import Ownership

private typealias Sample = SampleHost

@Suite struct ClaimTests {
  private let process = Sample.process(10, root: Sample.root)

  @Test func `a pid that is another's by now is not the one that was claimed`() {
    let claim = Claim(process: process, evidence: .noted)
    #expect(claim.holds(of: process))
    #expect(!claim.holds(of: process.with(startTime: 101)))
    #expect(!claim.holds(of: process.with(state: "Z")))
    #expect(!claim.holds(of: nil))
  }

  @Test func `a process that has another root, or has entered other mounts, is not held to be the node's`() {
    let claim = Claim(process: process, evidence: .rootFileSystem)
    #expect(claim.holds(of: process))
    #expect(!claim.holds(of: Sample.process(10, root: "/other")))
    let elsewhere = Sample.process(10, Namespaces(mount: 1, uts: 12, ipc: 13), root: Sample.root)
    #expect(!claim.holds(of: elsewhere))
  }

  @Test func `a process that has left the cgroup or the data directory is not claimed by it`() {
    let inside = Sample.process(10, cgroup: "/nodectl/edge", data: Sample.data)
    let outside = Sample.process(10, cgroup: "/user.slice")
    for evidence in [Claim.Evidence.cgroup, .dataDirectory] {
      #expect(Claim(process: inside, evidence: evidence).holds(of: inside))
      #expect(!Claim(process: inside, evidence: evidence).holds(of: outside))
    }
  }

  @Test func `company says nothing once the witness is gone, or is another process`() {
    let witness = Sample.process(20, root: Sample.root)
    let claim = Claim(process: process, evidence: .namespaces(with: witness.identity))
    #expect(claim.holds(of: process, witness: witness))
    #expect(!claim.holds(of: process, witness: nil))
    #expect(!claim.holds(of: process, witness: witness.with(startTime: 1)))
    #expect(!claim.holds(of: process, witness: Sample.process(20, Namespaces(mount: 1, uts: 2, ipc: 3))))
  }

  @Test func `a child is one only as long as its parent is that parent`() {
    let parent = Sample.process(20)
    let child = Sample.process(10, parent: 20)
    let claim = Claim(process: child, evidence: .child(of: parent.identity))
    #expect(claim.holds(of: child, witness: parent))
    #expect(!claim.holds(of: child.with(parent: 1), witness: parent))
    #expect(!claim.holds(of: child, witness: parent.with(startTime: 1)))
  }
}
