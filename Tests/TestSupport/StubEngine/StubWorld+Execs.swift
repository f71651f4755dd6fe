extension StubWorld {
  mutating func createExec(_ request: StubRequest) -> StubResponse {
    guard let container = container(request.name) else { return noSuchContainer(request.name) }
    guard container.isRunning else {
      return refuse(
        docker: (409, "container \(container.id) is not running"),
        podman: (500, "can only create exec sessions on running containers: container state improper"))
    }
    let id = makeID()
    execs[id] = StubExec(
      container: container.name, command: (request.json["Cmd"].array ?? []).compactMap(\.string),
      readsInput: request.json["AttachStdin"] == true, hasTerminal: request.json["Tty"] == true)
    return .json(201, ["Id": .string(id)])
  }

  mutating func startExec(_ request: StubRequest) -> StubResponse {
    guard let session = execs[request.name] else { return noSuchExec(request.name) }
    guard !session.isStarted else {
      return refuse(409, "exec session state improper")
    }
    execs[request.name]?.isStarted = true
    if request.call.headers["upgrade"] != nil { return converse(request.name, session) }
    let answer = exec(session.container, session.command)
    execs[request.name]?.exitCode = answer.exitCode
    if request.json["Detach"] == true {
      guard [126, 127].contains(answer.exitCode) else { return .empty(200) }
      if flavour.isPodman { execs[request.name]?.exitCode = 0 }
      let message = "OCI runtime exec failed: \(answer.stderr)"
      return refuse(docker: (400, message), podman: (500, message))
    }
    let frames = [(UInt8(1), answer.stdout), (2, answer.stderr)].filter { !$0.1.isEmpty }
    return .stream(
      headers: ["Content-Type": "application/vnd.docker.raw-stream"], endsWithConnection: true,
      next: Self.parts(frames.map { Self.frame($0.0, $0.1) }))
  }

  /// Reads all input, if any, and then answers: `cat` with what it has read.
  private func converse(_ id: String, _ session: StubExec) -> StubResponse {
    .conversation { world, connection in
      var input: [UInt8] = []
      while session.readsInput {
        let bytes = connection.read()
        if bytes.isEmpty { break }
        input += bytes
      }
      let answer = world.withLock { world in
        let text = String(decoding: input, as: UTF8.self)
        let answer =
          session.command == ["cat"] ? StubExecAnswer(stdout: text) : world.exec(session.container, session.command)
        world.execs[id]?.exitCode = answer.exitCode
        return answer
      }
      for (source, text) in [(UInt8(1), answer.stdout), (2, answer.stderr)] where !text.isEmpty {
        connection.write(session.hasTerminal ? Array(text.utf8) : Self.frame(source, text))
      }
    }
  }

  func inspectExec(_ request: StubRequest) -> StubResponse {
    guard let session = execs[request.name] else { return noSuchExec(request.name) }
    return .json(
      200,
      [
        "ID": .string(request.name), "Running": .bool(session.isStarted && session.exitCode == nil),
        "ExitCode": session.exitCode.map { .integer(Int64($0)) } ?? .null,
      ])
  }

  private func noSuchExec(_ id: String) -> StubResponse {
    refuse(
      docker: (404, "No such exec instance: \(id)"),
      podman: (404, "no exec session with ID \(id) found: no such exec session"))
  }

  static func frame(_ source: UInt8, _ text: String) -> [UInt8] {
    let count = UInt32(text.utf8.count)
    return [source, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) } + Array(text.utf8)
  }
}
