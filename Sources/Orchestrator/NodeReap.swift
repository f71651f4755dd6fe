import Engine
import Ownership
import Planning

/// Takes away what a node that is gone has left on a host, whoever had made the node.
package struct NodeReap: Sendable {
  private let node: String?
  private let dataDirectory: String?
  private let isDryRun: Bool
  private let host: any EngineHost
  private let locking: NodeLocking

  /// Either the node's name or its data directory, an absolute path, may be all that is known.
  package init(
    _ node: String?, dataDirectory: String?, isDryRun: Bool, host: any EngineHost, progress: @escaping ProgressSink
  ) {
    locking = NodeLocking(host, waits: true, progress: progress)
    (self.node, self.dataDirectory, self.isDryRun, self.host) = (node, dataDirectory, isDryRun, host)
  }

  /// Looks, and ends what it finds unless that was all.
  ///
  /// Throws ``NodeFailure`` where the node is not down, ``NodeLockError``, ``HostHandsError``, or `EngineError`.
  package func run(observing observe: () async throws -> Observation) async throws -> ReapReport {
    let first = try await observe()
    guard let node, holdsLock else { return try await run(first) }
    // Another nodectl may be about to start what looks like a left-over until then.
    let lock = try await locking.lock(node, on: first.engine.connection.endpoint)
    defer { lock.release() }
    return try await run(try await observe())
  }

  /// The same where there is no engine: then the data directory tells whether the node runs, and must be known.
  package func runWithoutEngine() async throws -> ReapReport {
    guard dataDirectory != nil || isDryRun else {
      throw NodeFailure(
        node: node ?? "", .failed, "no engine tells whether it runs",
        advice: ["nodectl reap \(node ?? "NODE") --data-dir DIRECTORY    looks who uses the node's data directory"])
    }
    return try await run(nil)
  }

  private func run(_ observation: Observation?) async throws -> ReapReport {
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

  /// Without a name there is no lock to hold, and who only looks takes none.
  private var holdsLock: Bool { node != nil && !isDryRun }

  private func hands(_ marks: NodeMarks, _ observation: Observation?) async throws -> any HostHands {
    guard let observation else { return LocalHostHands(host: host) }
    let search = HandsSearch(node: node ?? "reap", host: host, isAlone: holdsLock)
    guard let hands = try await search.hands(marks, observation) else {
      throw HostHandsError.unreachable
    }
    return hands
  }
}
