import TestSupport
import Testing

@testable import Ownership

/// Over generated hosts: whatever is claimed is the node's.
@Suite struct OwnershipPropertyTests {
  private static let cases = 100_000
  private static let parts = 8

  @Test(arguments: 0..<parts)
  func `nobody else's process is claimed, and no cgroup killed that holds one`(part: Int) {
    var claimed = 0
    var killed = 0
    for seed in (part * Self.cases / Self.parts)..<((part + 1) * Self.cases / Self.parts) {
      var host = GeneratedHost(seed: UInt64(seed))
      var marks = Self.marks(of: &host)
      claimed += Self.check(marks, host, seed)
      let before = host.snapshot
      marks = marks.noting(before)
      for container in marks.containers.map(\.id) {
        marks.note(Ownership.claims(marks.only(container), in: before).map(\.process.identity), of: container)
      }
      host.evolve()
      claimed += Self.check(marks, host, seed)
      var sweep = Sweep(marks)
      guard case .round(let round) = sweep.next(host.snapshot, at: .zero) else { continue }
      killed += round.cgroups.count
      for path in round.cgroups {
        let strangers = host.entries.filter { CgroupPath($0.process.cgroup).isInside(path) && $0.owner != .node }
        #expect(strangers.isEmpty, "seed \(seed): \(path.text)")
      }
    }
    #expect(claimed > Self.cases / Self.parts, "the hosts must hold what is to be claimed")
    #expect(killed > Self.cases / Self.parts / 20)
  }

  /// Sometimes of a node whose containers are gone, sometimes with a pid that the engine remembers wrongly.
  private static func marks(of host: inout GeneratedHost) -> NodeMarks {
    var containers: [ContainerMarks] = []
    if host.chance(70) {
      for container in host.containers where container.owner == .node {
        let stranger = host.entries.randomElement(using: &host.generator)?.process.pid
        containers.append(
          ContainerMarks(
            id: container.id, mainPID: host.chance(90) ? container.main : stranger,
            rootFileSystem: host.chance(50) ? container.root : nil))
      }
    }
    return NodeMarks(node: "edge", dataDirectory: "/srv/edge/k0s-data", containers: containers)
  }

  private static func check(_ marks: NodeMarks, _ host: GeneratedHost, _ seed: Int) -> Int {
    let claims = Ownership.claims(marks, in: host.snapshot)
    for claim in claims where host.owner(of: claim.process.identity) != .node {
      Issue.record("seed \(seed): \(claim.process): \(claim)")
    }
    return claims.count
  }
}
