package import HTTP

/// Takes the locks of nodes.
package struct NodeLocking: Sendable {
  private let host: any EngineHost
  /// Whether to wait for another process, rather than to fail.
  private let waits: Bool
  private let progress: ProgressSink

  package init(_ host: any EngineHost, waits: Bool, progress: @escaping ProgressSink) {
    (self.host, self.waits, self.progress) = (host, waits, progress)
  }

  /// For a user whose locks have no place.
  private struct NoLock: NodeLock {
    func release() {}
  }

  /// How soon a lock is seen to be free: nobody minds a wait of this length.
  private static let interval = Duration.milliseconds(50)

  /// Takes the lock of a node on an engine, and says for whom it has to wait.
  ///
  /// What was seen of the engine before may be another's half-done work: look again.
  package func lock(_ node: String, on engine: Endpoint) async throws -> any NodeLock {
    var told: String?
    while true {
      switch try host.lock(node, on: engine) {
      case .taken(let lock): return lock
      case .unavailable(let remedy):
        let text = "nothing keeps another nodectl from working on it at the same time: \(remedy)"
        progress(ProgressEvent(node: node, .warning(text)))
        return NoLock()
      case .held(let holder):
        guard waits else { throw NodeLockError.held(node, by: holder) }
        if told != holder {
          progress(ProgressEvent(node: node, .note("waiting for \(holder), which is at work on it")))
        }
        told = holder
        try await Task.sleep(for: Self.interval)
      }
    }
  }
}
