extension StubWorld {
  /// Tells what a container has written, and with `follow` what it writes until it ends, or the client hangs up.
  func logs(_ request: StubRequest) -> StubResponse {
    guard let container = container(request.name) else { return noSuchContainer(request.name) }
    let since = request.query["since"].map(StubTime.nanoseconds) ?? 0
    let young = container.output.firstIndex { $0.time >= since } ?? container.output.count
    let tail = request.query["tail"].flatMap { Int($0) } ?? .max
    let position = Monitor(max(young, container.output.count - min(tail, container.output.count)))
    return .stream(headers: [:], endsWithConnection: false) { world, connection in
      world.wait(every: 5) { world -> [UInt8]?? in
        guard let index = world.index(of: container.id) else { return .some(nil) }
        let next = position.withLock { position in
          defer { position += 1 }
          return position < world.containers[index].output.count ? world.containers[index].output[position] : nil
        }
        if let next {
          world.containers[index].linesTold += 1
          return world.entry(next, of: container, request)
        }
        position.withLock { $0 -= 1 }
        let goesOn = request.flag("follow") && world.containers[index].isRunning && world.firstLostCall == nil
        return goesOn && !connection.isClosed ? nil : .some(nil)
      }
    }
  }

  /// Podman tells times by the second.
  private func entry(_ line: StubContainer.Output, of container: StubContainer, _ request: StubRequest) -> [UInt8] {
    let time = StubTime.text(flavour.isPodman ? line.time / 1_000_000_000 * 1_000_000_000 : line.time)
    let stamp = flavour.isPodman ? time.prefix { $0 != "." } + "Z" : time[...]
    let text = (request.flag("timestamps") ? stamp + " " : "") + line.text
    return container.configuration["Tty"] == true ? Array(text.utf8) : Self.frame(line.source, text)
  }

  /// Tells what has happened since, and goes on until the client or the engine hangs up; with `until`, whenever that is,
  /// it ends with what has happened.
  func events(_ request: StubRequest) -> StubResponse {
    let since = request.query["since"].map(StubTime.nanoseconds)
    let first = since.flatMap { since in events.firstIndex { $0.time >= since } } ?? events.count
    let position = Monitor(forgottenEvents + first)
    return .stream(headers: ["Content-Type": "application/json"], endsWithConnection: false) { world, connection in
      world.wait(every: 5) { world -> [UInt8]?? in
        world.advance()
        while let event = world.event(after: position) {
          if passes(event, request) { return event.json.bytes + [10] }
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

  private func passes(_ event: StubEvent, _ request: StubRequest) -> Bool {
    let types = request.filter("type")
    let actions = request.filter("event")
    return (types.isEmpty || types.contains(event.type))
      && (actions.isEmpty || actions.contains { event.action.hasPrefix($0) })
      && request.filter("container").allSatisfy { $0 == event.id || $0 == event.attributes["name"] }
      && request.matches(labels: event.attributes)
      // Podman compares the whole, so that a key alone is never that of an event.
      && (!flavour.isPodman || request.filter("label").allSatisfy { $0.contains("=") })
  }
}
