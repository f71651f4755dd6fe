import Compose
import NodeSpec
import Testing

@testable import Planning

/// A new version as an operation: what is done, what is refused, and what there is to go back to.
@Suite struct UpgradePlanTests {
  private static let record = "edge_nodectl-upgrade"

  private func upgrade(
    _ node: DesiredNode, _ state: ObservedState, isForced: Bool = false, goesBack: Bool = true
  ) throws -> Plan {
    let upgrade = UpOptions.Upgrade(isForced: isForced, goesBack: goesBack)
    return try Planner.up(node, state, UpOptions(wait: .ready, upgrade: upgrade))
  }

  /// The engine in the middle of an upgrade: with its record, and without the old container of k0s.
  private func interrupted(from old: DesiredNode, to new: DesiredNode) -> ObservedState {
    var state = running(old)
    let record = UpgradeRecord(of: state, to: new)
    state.containers.removeAll { $0.service == "k0s" }
    state.volumes.append(
      ObservedVolume(name: Self.record, labels: record.labels(of: "edge"), options: ["type": "tmpfs"]))
    return state
  }

  @Test
  func `what there is is recorded after the pull and before anything is stopped, and forgotten when all is ready`()
    throws
  {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let new = try desiredNode(version: "v1.35.0+k0s.0", nodeIP: "10.1.2.3")
    #expect(
      try upgrade(new, running(old)).description == """
        #1 pull image docker.io/k0sproject/k0s:v1.35.0-k0s.0: the image is not on the engine
        #2 record what there is after #1: it may have to be undone
        #3 stop container edge-k0s-1 after #2: image docker.io/k0sproject/k0s:v1.34.1-k0s.0 → docker.io/k0sproject/k0s:v1.35.0-k0s.0
        #4 remove container edge-k0s-1 after #3: image docker.io/k0sproject/k0s:v1.34.1-k0s.0 → docker.io/k0sproject/k0s:v1.35.0-k0s.0
        #5 create k0s after #4: a new one takes its place
        #6 put files into k0s after #5: a new one takes its place
        #7 start k0s after #6: a new one takes its place
        #8 wait for k0s to be healthy after #7: up ends when it is
        #9 wait for the network of zerotier: up ends when it is
        #10 wait for the runtime of crio-krun: up ends when it is
        #11 wait for the connection of k0s after #8: up ends when it is
        #12 wait for the node of k0s after #11: up ends when it is
        #13 remove volume edge_nodectl-upgrade after #9, #10, #12: the upgrade has come to its end

        """)
  }

  @Test func `a node that has the version already is not changed, and nothing is recorded`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    #expect(try upgrade(node, running(node)).steps.isEmpty)
  }

  @Test func `a node that is not there cannot be upgraded`() throws {
    #expect(throws: PlanningError.notThere("edge")) { try upgrade(try desiredNode(), ObservedState()) }
  }

  @Test(arguments: [("v1.34.2+k0s.0", "v1.34.1+k0s.0"), ("v1.35.0+k0s.0", "v1.34.9+k0s.0")])
  func `an older version is refused, unless it is forced`(old: String, new: String) throws {
    let (was, node) = (
      try desiredNode(version: old, nodeIP: "10.1.2.3"), try desiredNode(version: new, nodeIP: "10.1.2.3")
    )
    let change = VersionChange.downgrade(from: try K0sVersion(old), to: try K0sVersion(new))
    #expect(throws: PlanningError.versionRefused(change)) { try upgrade(node, running(was)) }
    #expect(try upgrade(node, running(was), isForced: true).hasChanges)
  }

  @Test func `a version that leaves out a minor one is refused, unless it is forced`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let new = try desiredNode(version: "v1.36.0+k0s.0", nodeIP: "10.1.2.3")
    #expect {
      try upgrade(new, running(old))
    } throws: { error in
      "\(error)"
        == "from k0s v1.34.1+k0s.0 to v1.36.0+k0s.0 is more than one minor version, and Kubernetes supports going on by one "
        + "at a time, the controllers first; choose another version, or run again with --force"
    }
    #expect(try upgrade(new, running(old), isForced: true).hasChanges)
  }

  @Test func `up goes to any version, but says of an upgrade that was interrupted and ends it`() throws {
    let old = try desiredNode(version: "v1.35.0+k0s.0", nodeIP: "10.1.2.3")
    let new = try desiredNode(nodeIP: "10.1.2.3")
    let plan = try Planner.up(new, interrupted(from: old, to: new), UpOptions())
    #expect(plan.steps.last?.operation == .removeVolume(name: Self.record))
    #expect(
      plan.notes.map(\.text) == [
        "an upgrade (k0s v1.35.0-k0s.0 → v1.34.1-k0s.0) has not come to its end; the node is brought to what its spec says now"
      ])
  }

  @Test func `a run that does not wait for health does not end an upgrade`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let new = try desiredNode(version: "v1.35.0+k0s.0", nodeIP: "10.1.2.3")
    let plan = try Planner.up(new, interrupted(from: old, to: new), UpOptions(wait: .started))
    #expect(!plan.steps.contains { $0.operation == .removeVolume(name: Self.record) })
  }

  @Test func `an upgrade that goes on judges the version by what the first one began from`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let new = try desiredNode(version: "v1.35.0+k0s.0", nodeIP: "10.1.2.3")
    let further = try desiredNode(version: "v1.36.0+k0s.0", nodeIP: "10.1.2.3")
    let state = interrupted(from: old, to: new)
    #expect(!(try upgrade(new, state)).steps.contains { if case .recordUpgrade = $0.operation { true } else { false } })
    #expect(throws: PlanningError.self) { try upgrade(further, state) }
  }

  @Test func `down takes the record along`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let new = try desiredNode(version: "v1.35.0+k0s.0", nodeIP: "10.1.2.3")
    let plan = Planner.down("edge", interrupted(from: old, to: new), DownOptions())
    #expect(plan.steps.contains { $0.operation == .removeVolume(name: Self.record) })
  }

  // MARK: The way back

  @Test(arguments: ["crio-krun", "classic", "containerd"])
  func `a node goes back to exactly what it was, as its labels tell`(template: String) throws {
    let more = template == "containerd" ? "runtime: {kind: containerd}" : "template: \(template)"
    let address = template == "classic" ? "nodeIP: 10.1.2.3" : ""
    let old = try desiredNode(k0s: address, more: more, nodeIP: "10.1.2.3")
    let new = try desiredNode(
      version: "v1.34.2+k0s.0", k0s: address + "\n  labels: {zone: b}", more: more, nodeIP: "10.1.2.3")
    let state = running(old)
    let back = try new.reverted(to: UpgradeRecord(of: state, to: new))
    for service in old.project.services {
      let again = try #require(back.project.service(service.name))
      // Keys of mappings are in another order, which means nothing.
      #expect(again.rendered.canonicalJSON == service.rendered.canonicalJSON)
      #expect(back.labels(of: again) == old.labels(of: service))
      #expect(back.files(of: again).map(\.content) == old.files(of: service).map(\.content))
    }
    #expect(try Planner.up(back, state, UpOptions()).steps.isEmpty, "what is as it was is kept")
    #expect(try Planner.up(new, state, UpOptions()).hasChanges)
  }

  @Test func `a reference that means another image by now gives way to the id of the image that there was`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let record = UpgradeRecord(of: running(old), to: old)
    let reference = "ghcr.io/chaserhkj/crio-krun:latest"
    let id = "sha256:\(reference)"
    let back = try old.reverted(to: record, images: [reference: "sha256:newer", id: id])
    #expect(back.project.service("crio-krun")?.image == id)
    #expect(
      try old.reverted(to: record, images: [reference: id, id: id]).project.service("crio-krun")?.image == reference)
  }

  @Test func `what could not be undone is refused, unless nobody would go back`() throws {
    let old = try desiredNode(nodeIP: "10.1.2.3")
    let new = try desiredNode(version: "v1.34.2+k0s.0", nodeIP: "10.1.2.3")
    var state = running(old).changing("zerotier") { container in
      container.labels[Label.config] = container.labels[Label.config]?.replacing(/"zerotier-identity":"[0-9a-f]{12}"/) {
        _ in
        "\"zerotier-identity\":\"000000000000\""
      }
    }
    #expect(throws: PlanningError.noWayBack(["the file zerotier-identity of zerotier has changed"])) {
      try upgrade(new, state)
    }
    #expect(try upgrade(new, state, goesBack: false).hasChanges)
    state = running(old).changing("crio-krun") { $0.labels = [Label.service: "crio-krun", Label.version: "0.1.0"] }
    #expect(throws: PlanningError.noWayBack(["crio-krun was not made by nodectl"])) { try upgrade(new, state) }
  }
}
