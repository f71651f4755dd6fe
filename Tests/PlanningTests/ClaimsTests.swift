import Testing

@testable import Planning

@Suite struct ClaimsTests {
  private let labels = [
    Label.project: "other", Label.version: "0.1.0", Label.configFiles: "/srv/other/node.yaml",
    Label.dataDirectory: "/srv/other/k0s-data", Label.hostPort: "9995", Label.zerotierAddress: "0123456789",
  ]

  private func conflicts(_ changed: [String: String], hostPort: String = "9994") throws -> [String] {
    let own = Claims(try desiredNode(zerotier: "hostPort: \(hostPort)"))
    let other = try #require(Claims(labels: labels.merging(changed) { _, new in new }))
    return own.conflicts(with: other).map(\.description)
  }

  @Test func `two nodes that have nothing in common may be on one engine`() throws {
    #expect(try conflicts([:]) == [])
  }

  @Test(arguments: [
    (Label.dataDirectory, "/srv/edge/k0s-data", "the data directory /srv/edge/k0s-data"),
    (Label.hostPort, "9994", "the UDP port 9994 of the host"),
    (Label.zerotierAddress, "8e4df28b72", "the ZeroTier identity 8e4df28b72"),
  ])
  func `what only one node may have is a conflict`(label: String, value: String, conflict: String) throws {
    #expect(try conflicts([label: value]) == [conflict])
  }

  @Test func `a runtime of the host's has one kubelet, however its socket is written`() throws {
    let runtime = "runtime: {kind: external, socket: 'remote:unix:///var/run/a.sock', cgroupDriver: cgroupfs}"
    let own = Claims(try desiredNode(more: runtime))
    func conflicts(_ socket: String) throws -> [String] {
      let other = try #require(Claims(labels: labels.merging([Label.runtimeSocket: socket]) { _, new in new }))
      return own.conflicts(with: other).map(\.description)
    }
    #expect(try conflicts("/run/a.sock") == ["the container runtime at /run/a.sock"])
    #expect(try conflicts("/run/b.sock") == [])
  }

  @Test func `a port that nodectl chooses gives way`() throws {
    #expect(try conflicts([Label.hostPort: "9994"], hostPort: "auto") == [])
  }

  @Test func `one name from two specs with two data directories is a conflict`() throws {
    #expect(try conflicts([Label.project: "edge"]) == ["the name edge"])
  }

  @Test func `a spec that was moved, or names another data directory, is still the same node's`() throws {
    let moved = [Label.project: "edge", Label.dataDirectory: "/srv/edge/k0s-data"]
    #expect(try conflicts(moved) == [])
    #expect(try conflicts([Label.project: "edge", Label.configFiles: "/srv/edge/node.yaml"]) == [])
  }

  @Test func `a container of no node claims nothing`() {
    #expect(Claims(labels: [Label.project: "web"]) == nil)
  }
}
