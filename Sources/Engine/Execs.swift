import HTTP

extension Engine {
  /// Prepares a command in a container that runs and gives the session's id: `POST /containers/{name}/exec`.
  package func createExec(in container: String, _ configuration: ExecConfiguration) async throws -> String {
    try await connection.fetch(
      Created.self, Call(.post, "/containers/{name}/exec", container), body: try .json(configuration)
    ).id
  }

  /// Runs a prepared command, once, and gives what it writes: `POST /exec/{name}/start`.
  ///
  /// The stream ends when the command and all that holds its output have ended.
  package func startExec(_ id: String, timeout: Duration? = nil) async throws -> OutputStream {
    let call = Call(.post, "/exec/{name}/start", id)
    let body = try Body.json(["Detach": false, "Tty": false])
    return OutputStream(try await connection.open(call, body: body, timeout: timeout), of: call, tty: false)
  }

  /// Runs a prepared command, once, and leaves it to itself when it has started: `POST /exec/{name}/start`.
  package func detachExec(_ id: String) async throws {
    let body = try Body.json(["Detach": true, "Tty": false])
    try await connection.fetch(Call(.post, "/exec/{name}/start", id), body: body)
  }

  /// How a command does: `GET /exec/{name}/json`.
  ///
  /// Nil while it runs.
  package func execExitCode(_ id: String) async throws -> Int? {
    struct Answer: Decodable {
      let isRunning: Bool
      let exitCode: Int?

      enum CodingKeys: String, CodingKey {
        case isRunning = "Running"
        case exitCode = "ExitCode"
      }
    }
    let answer = try await connection.fetch(Answer.self, Call(.get, "/exec/{name}/json", id))
    return answer.isRunning ? nil : answer.exitCode
  }

  /// Runs a command in a container that runs, to its end.
  ///
  /// Of each output the first `limit` bytes are kept. Past the timeout it throws; the command goes on, for the API has
  /// no way to end it.
  package func run(
    in container: String, _ configuration: ExecConfiguration, limit: Int = 64 << 10, timeout: Duration = .seconds(30)
  ) async throws -> ExecResult {
    let deadline = ContinuousClock.now + timeout
    let id = try await createExec(in: container, configuration)
    var stdout: [UInt8] = []
    var stderr: [UInt8] = []
    var isTruncated = false
    for try await chunk in try await startExec(id, timeout: timeout) {
      switch chunk.source {
      case .stdout: isTruncated = Self.keep(chunk.bytes, in: &stdout, limit) || isTruncated
      case .stderr: isTruncated = Self.keep(chunk.bytes, in: &stderr, limit) || isTruncated
      }
    }
    guard let exitCode = try await execExitCode(id, until: deadline) else {
      throw EngineError.unanswered(Call(.post, "/exec/{name}/start", id), .timedOut(after: timeout))
    }
    return ExecResult(exitCode: exitCode, stdout: stdout, stderr: stderr, isTruncated: isTruncated)
  }

  /// The exit code of a command whose output has ended; nil where it still runs at the deadline.
  ///
  /// The output can end a moment before the engine has taken note of the exit.
  package func execExitCode(_ id: String, until deadline: ContinuousClock.Instant) async throws -> Int? {
    var pause = Duration.milliseconds(1)
    while true {
      if let exitCode = try await execExitCode(id) { return exitCode }
      guard ContinuousClock.now < deadline else { return nil }
      try await Task.sleep(for: pause)
      pause = min(pause * 2, .milliseconds(100))
    }
  }

  /// Appends up to the limit; true if there was more.
  private static func keep(_ bytes: [UInt8], in kept: inout [UInt8], _ limit: Int) -> Bool {
    let room = max(0, limit - kept.count)
    kept += bytes.prefix(room)
    return bytes.count > room
  }
}
