import Planning
import Testing

@testable import Orchestrator

@Suite struct ProgressEventTests {
  private static let start = Step(id: 1, operation: .startContainer(service: "k0s"), cause: .requested)
  private static let pull = Step(id: 2, operation: .pullImage("k0s:1", service: "k0s"), cause: .requested)

  private func texts(_ kinds: [ProgressEvent.Kind]) -> [String?] {
    kinds.map { kind -> String? in
      switch ProgressEvent(node: "edge", kind).redacted(by: { _ in "***" }).kind {
      case .planned, .started: nil
      case .progress(_, let text), .failed(_, _, let text), .note(let text), .warning(let text): text
      case .finished(_, _, let text): text
      }
    }
  }

  @Test func `what others may have said is redacted in every kind of event`() {
    #expect(
      texts([
        .progress(Self.start, "said"), .finished(Self.start, after: .zero, "said"),
        .failed(Self.start, after: .zero, "said"), .warning("said"),
      ]) == ["***", "***", "***", "***"])
  }

  @Test func `what nodectl says itself is not`() {
    #expect(
      texts([.progress(Self.pull, "1.0 of 2.0 MB"), .finished(Self.start, after: .zero, nil), .note("it runs")])
        == ["1.0 of 2.0 MB", nil, "it runs"])
  }
}
