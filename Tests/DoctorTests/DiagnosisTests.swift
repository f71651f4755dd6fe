import Compose
import FoundationEssentials
import Planning
import Testing

@testable import Doctor

@Suite struct DiagnosisTests {
  /// The golden file holds them all, to be read as a user would.
  @Test func `each state is told as the golden file has it`() throws {
    let texts = try DiagnosisCase.all.map { "== \($0.name)\n\(Self.text(try $0.diagnosis()))" }
    let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/diagnoses.txt")
    let expected = try String(contentsOf: golden, encoding: .utf8)
    #expect(texts.joined(separator: "\n") == expected)
  }

  @Test(
    arguments: [
      ("net", "docker.io/zerotier/zerotier:1.14.2", ServiceRole.zerotier),
      ("cri", "ghcr.io/chaserhkj/crio-krun:latest", .runtime), ("k0s", "registry.example.com/worker:1", .worker),
      ("node", "docker.io/k0sproject/k0s:v1.34.1-k0s.0", .worker), ("web", "docker.io/library/nginx:1", nil),
    ] as [(String, String, ServiceRole?)])
  func `a service's part is told by its image, or else by its name`(service: String, image: String, role: ServiceRole?)
  {
    #expect(ServiceRole(service: service, image: image) == role)
  }

  /// Without a bound it takes the square of its length.
  @Test(.timeLimit(.minutes(10))) func `a line of a megabyte in a log is looked at, and does not hold up`() {
    let line = String(repeating: "worker-config-", count: 80_000)
    let symptoms = WorkerSymptoms(status: nil, node: nil, log: [line])
    #expect(symptoms.diagnosis(of: ExpectedNode(name: "edge-01"))?.what == nil)
  }

  private static func text(_ diagnosis: Diagnosis?) -> String {
    guard let diagnosis else { return "nothing is wrong\n" }
    let lines = [(diagnosis.isWarning ? "warning: " : "") + diagnosis.what] + diagnosis.remedy.map { "  \($0)" }
    return lines.map { "\($0)\n" }.joined()
  }
}
