extension StubWorld {
  func logs(_ request: StubRequest) -> StubResponse {
    guard let container = container(request.name) else { return noSuchContainer(request.name) }
    let output = container.output.suffix(request.query["tail"].flatMap { Int($0) } ?? .max)
    let isRaw = container.configuration["Tty"] == true
    let frames = output.map { line in
      let text = (request.flag("timestamps") ? StubTime.text(line.time) + " " : "") + line.text
      return isRaw ? Array(text.utf8) : Self.frame(line.source, text)
    }
    return .stream(headers: [:], endsWithConnection: false, next: Self.parts(frames))
  }

  /// Tells what has happened since, and goes on until the client or the engine hangs up; with `until`, whenever that is,
  /// it ends with what has happened.
  func events(_ request: StubRequest) -> StubResponse {
    let since = request.query["since"].map(StubTime.nanoseconds)
    let first = since.flatMap { since in events.firstIndex { $0.time >= since } } ?? events.count
    let position = Monitor(forgottenEvents + first)
    return .stream(headers: ["Content-Type": "application/json"], endsWithConnection: false) { world, connection in
      world.wait(every: 1) { world -> [UInt8]?? in
        world.advance()
        while let event = world.event(after: position) {
          if Self.passes(event, request) { return event.json.bytes + [10] }
        }
        if request.query["until"] != nil { return .some(nil) }
        return connection.isClosed || world.firstLostCall != nil ? .some(nil) : nil
      }
    }
  }

  private func event(after position: Monitor<Int>) -> StubEvent? {
    position.withLock { position in
      let index = max(0, position - forgottenEvents)
      guard index < events.count else { return nil }
      position = forgottenEvents + index + 1
      return events[index]
    }
  }

  private static func passes(_ event: StubEvent, _ request: StubRequest) -> Bool {
    let types = request.filter("type")
    let actions = request.filter("event")
    return (types.isEmpty || types.contains(event.type))
      && (actions.isEmpty || actions.contains { event.action.hasPrefix($0) })
      && request.filter("container").allSatisfy { $0 == event.id || $0 == event.attributes["name"] }
      && request.matches(labels: event.attributes)
  }
}
