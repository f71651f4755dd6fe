/// How a container of a stub engine behaves.
package struct StubBehaviour: Sendable {
  /// What a run of its health check gives, by the run's number since the start, from 1.
  package var probe: @Sendable (_ run: Int) -> StubExecAnswer
  /// The main process ends with this code as soon as it is started.
  package var exitsAtOnce: Int?
  /// The engine cannot start it, for this reason.
  package var startFailure: String?
  /// The exit code after a stop.
  package var exitCodeOnStop = 0
  package var stdout: String = ""
  package var stderr: String = ""

  package init(probe: @escaping @Sendable (_ run: Int) -> StubExecAnswer) { self.probe = probe }

  /// Healthy from that run of its check on.
  package static func healthy(afterProbes runs: Int = 1) -> StubBehaviour {
    StubBehaviour { run in run >= runs ? StubExecAnswer() : StubExecAnswer(exitCode: 1, stdout: "not yet\n") }
  }

  package static let neverHealthy = StubBehaviour { _ in StubExecAnswer(exitCode: 1, stdout: "not yet\n") }

  /// The engine cannot start it, and says this.
  package static func unstartable(_ reason: String) -> StubBehaviour {
    var behaviour = healthy()
    behaviour.startFailure = reason
    return behaviour
  }

  package static func exiting(_ code: Int, stderr: String = "") -> StubBehaviour {
    var behaviour = healthy()
    behaviour.exitsAtOnce = code
    behaviour.stderr = stderr
    return behaviour
  }
}
