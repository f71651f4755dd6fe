import Glibc

/// Answers the requests of one connection at a stub engine.
struct StubDispatcher: Sendable {
  let world: Monitor<StubWorld>

  func answer(_ request: HTTPRequest, on connection: HTTPConnection) {
    let (call, fault) = world.withLock { world -> (StubCall, StubFault?) in
      let call = StubCall(index: world.calls.count, request)
      world.calls.append(call)
      if let first = world.firstLostCall, call.index >= first { return (call, .dropBefore) }
      let planned = world.faults.firstIndex { $0.condition(call) }
      return (call, planned.map { world.faults.remove(at: $0).fault })
    }
    switch fault {
    case .dropBefore: return connection.close()
    case .delay(let duration):
      let end = ContinuousClock.now + duration
      world.wait { _ in ContinuousClock.now >= end || connection.isClosed ? () : nil }
    case .silence: return world.wait { _ in connection.isClosed ? () : nil }
    case .hold: world.wait { $0.holdsCalls && !connection.isClosed ? nil : () }
    case .status(let status):
      let refusal = world.withLock { $0.refuse(status, "the fault of this test") }
      return send(refusal, to: connection, call, fault: nil)
    default: break
    }

    let response = world.withLock { world -> StubResponse in
      world.advance()
      return world.answer(call)
    }
    fault == .dropAfter ? connection.close() : send(response, to: connection, call, fault: fault)
  }

  private func send(_ response: StubResponse, to connection: HTTPConnection, _ call: StubCall, fault: StubFault?) {
    var headers = world.withLock { $0.flavour.headers }
    if call.method == "HEAD" { return connection.respondHead(response.status, headers: headers) }
    switch response {
    case .empty(let status): respond(status, headers, [], on: connection, fault)
    case .text(let status, let text): respond(status, headers, Array(text.utf8), on: connection, fault)
    case .json(let status, let json):
      headers["Content-Type"] = "application/json"
      respond(status, headers, json.bytes + [10], on: connection, fault)
    case .conversation(let body):
      connection.handOver(headers: headers)
      body(world, connection)
      connection.close()
    case .stream(let more, let endsWithConnection, let next):
      headers.merge(more) { $1 }
      stream(headers, endsWithConnection, next, on: connection, fault)
    }
  }

  private func respond(
    _ status: Int, _ headers: [String: String], _ body: [UInt8], on connection: HTTPConnection, _ fault: StubFault?
  ) {
    switch fault {
    // Such an answer has no body that could be long: what followed it would be the next call's answer.
    case .endless where status == 204 || status == 304, .trickle where status == 204 || status == 304:
      connection.respond(status, headers: headers)
    case .truncate:
      var headers = headers
      headers["Content-Length"] = "\(body.count + 2)"
      connection.respondHead(status, headers: headers)
      connection.write(Array(body.prefix(body.count / 2)))
      connection.close()
    case .malformed: connection.respond(200, headers: headers, body: Array("{\"Id\": \"".utf8))
    case .endless:
      connection.beginChunks(status, headers: headers)
      while connection.write(chunk: Array(repeating: UInt8(ascii: " "), count: 1 << 16)) {}
    case .trickle(let pause):
      connection.beginChunks(status, headers: headers)
      for byte in body {
        usleep(UInt32(pause / .microseconds(1)))
        guard connection.write(chunk: [byte]) else { return }
      }
      connection.finishChunks()
    default: connection.respond(status, headers: headers, body: body)
    }
  }

  private func stream(
    _ headers: [String: String], _ endsWithConnection: Bool, _ next: StubResponse.Next,
    on connection: HTTPConnection, _ fault: StubFault?
  ) {
    if endsWithConnection {
      connection.beginUntilClose(200, headers: headers)
    } else {
      connection.beginChunks(200, headers: headers)
    }
    while let part = next(world, connection) {
      let part = fault == .malformed ? Array("{\"\n".utf8) : part
      guard endsWithConnection ? connection.write(part) : connection.write(chunk: part) else { return }
      if fault == .truncate { return connection.close() }
    }
    endsWithConnection ? connection.close() : connection.finishChunks()
  }
}
