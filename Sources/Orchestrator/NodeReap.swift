import Engine
import Ownership
import Planning

/// Takes away what a node that is gone has left on a host, whoever had made the node.
package struct NodeReap: Sendable {
  private let node: String?
  private let dataDirectory: String?
  private let isDryRun: Bool
  private let host: any EngineHost

  /// Either the node's name or its data directory, an absolute path, may be all that is known.
  package init(_ node: String?, dataDirectory: String?, isDryRun: Bool, host: any EngineHost) {
    (self.node, self.dataDirectory, self.isDryRun, self.host) = (node, dataDirectory, isDryRun, host)
  }

  /// Looks, and ends what it finds unless that was all; `observation` is nil where no engine answers.
  ///
  /// Throws ``NodeFailure`` where the node is not down, ``HostHandsError``, or `EngineError`.
  package func run(_ observation: Observation?) async throws -> ReapReport {
    if let container = observation?.state.containers.first(where: \.isUp) {
      throw NodeFailure(
        node: container.name, .failed, "it runs: what is in it is no left-over",
        advice: ["nodectl down \(node ?? "NODE")    takes the node down, and what it leaves"])
    }
    var marks = observation.map { NodeMarks(node ?? "", $0) } ?? NodeMarks(node: node, dataDirectory: nil)
    marks.node = node
    marks.dataDirectory = dataDirectory ?? marks.dataDirectory
    let hands = try await hands(marks, observation)
    return try await hands.closeAfter { try await report(marks, hands) }
  }

  private func report(_ marks: NodeMarks, _ hands: any HostHands) async throws -> ReapReport {
    let report =
      if isDryRun { CleaningReport(removed: try await hands.find(marks)) } else {
        try await hands.clean(.clear(marks))
      }
    return ReapReport(
      node: node, dataDirectory: marks.dataDirectory, isDryRun: isDryRun, removed: report.removed, left: report.left)
  }

  private func hands(_ marks: NodeMarks, _ observation: Observation?) async throws -> any HostHands {
    guard let observation else { return LocalHostHands(host: host) }
    guard let hands = try await HandsSearch(node: node ?? "reap", host: host).hands(marks, observation) else {
      throw HostHandsError.unreachable
    }
    return hands
  }
}
