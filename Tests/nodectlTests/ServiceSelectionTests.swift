import Testing

@testable import nodectl

@Suite struct ServiceSelectionTests {
  private let one = ServiceSelection(nodes: [.init(name: "edge-01", services: ["zerotier", "k0s"])])
  private let two = ServiceSelection(nodes: [
    .init(name: "edge-01", services: ["zerotier", "k0s"]), .init(name: "edge-02", services: ["zerotier"]),
  ])

  private func names(_ selection: ServiceSelection, _ words: String...) throws -> [String] {
    try selection.choices(words).map { "\($0.node)/\($0.service)" }
  }

  @Test func `words name services, nodes, or both; none mean all`() throws {
    #expect(try names(one) == ["edge-01/zerotier", "edge-01/k0s"])
    #expect(try names(one, "k0s", "edge-01/zerotier", "k0s") == ["edge-01/k0s", "edge-01/zerotier"])
    #expect(try names(two, "edge-02") == ["edge-02/zerotier"])
    #expect(try names(two, "edge-02/") == ["edge-02/zerotier"])
    #expect(try names(two, "zerotier") == ["edge-01/zerotier", "edge-02/zerotier"])
  }

  @Test func `a node that does not tell its services may have any`() throws {
    let unknown = ServiceSelection(nodes: two.nodes + [.init(name: "edge-03", services: nil)])
    #expect(try names(unknown, "edge-03/k0s", "edge-03", "sidecar") == [])
    #expect(try names(unknown, "k0s") == ["edge-01/k0s"])
  }

  @Test(arguments: [
    ("kos", true, "edge-01 has no service 'kos'; did you mean 'k0s'? there are: zerotier, k0s"),
    ("edge-01/cri", true, "edge-01 has no service 'cri'; there are: zerotier, k0s"),
    ("edge-03/k0s", false, "there is no node 'edge-03'; did you mean 'edge-01'? there are: edge-01, edge-02"),
    ("cri", false, "there is no node, and no service, 'cri'; there are: edge-01, edge-02"),
  ])
  func `an unknown name is answered with those that there are`(word: String, inOne: Bool, sentence: String) {
    do throws(Failure) {
      _ = try (inOne ? one : two).choices([word])
      Issue.record("\(word) was found")
    } catch {
      #expect(error.message == "error: \(sentence)")
      #expect(error.status == .usage)
    }
  }
}
