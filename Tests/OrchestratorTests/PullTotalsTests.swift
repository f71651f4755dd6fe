@testable import Engine
import Testing

@testable import Orchestrator

@Suite struct PullTotalsTests {
  private func totals(_ lines: [(String, String, Int64?, Int64?)]) -> PullTotals {
    var totals = PullTotals()
    for (layer, status, current, total) in lines {
      totals.add(PullProgress(layer: layer, status: status, current: current, total: total))
    }
    return totals
  }

  @Test func `Docker's layers are done when they are unpacked, and the tag is none`() {
    var lines: [(String, String, Int64?, Int64?)] = [
      ("latest", "Pulling from library/busybox", nil, nil), ("a", "Pulling fs layer", nil, nil),
      ("b", "Pulling fs layer", nil, nil), ("c", "Already exists", nil, nil),
      ("a", "Downloading", 500_000, 2_000_000), ("b", "Downloading", 1_000_000, 1_000_000),
      ("b", "Download complete", nil, nil),
    ]
    #expect(totals(lines).text == "1.5 of 3.0 MB, 1 of 3 layers")
    lines += [("b", "Extracting", 10, 20), ("b", "Pull complete", nil, nil)]
    #expect(totals(lines).text == "1.5 of 3.0 MB, 2 of 3 layers")
    #expect(totals(lines).size == "3.0 MB")
  }

  @Test func `Podman's are done when they have come, and the image itself is none`() {
    let lines: [(String, String, Int64?, Int64?)] = [
      ("a", "Downloading", 1_000_000, 2_000_000), ("b", "Already exists", nil, nil),
      ("a", "Download complete", nil, nil), ("0123456789ab", "Download complete", nil, nil),
    ]
    #expect(totals(lines).text == "2.0 of 2.0 MB, 2 of 2 layers")
  }

  @Test func `an engine that tells nothing yet is at it all the same`() {
    #expect(totals([]).text == "pulling")
    #expect(totals([]).size == nil)
  }
}
