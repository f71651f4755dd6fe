import HTTP
import TestSupport
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(10))) struct EventTests {
  @Test func `events come as they happen, and from a moment on`() async throws {
    let stub = StubEngine(.docker, images: [busybox])
    let engine = try await Engine.connect(stub)
    _ = try await engine.createContainer("k0s", .probed())
    let filters: Filters = ["type": ["container"], "event": ["start", "health_status", "die"]]
    let stream = try await engine.events(filters)
    try await engine.startContainer("k0s")
    var events: [Event] = []
    for try await event in stream {
      events.append(event)
      if events.count == 2 { try await engine.killContainer("k0s", signal: "SIGTERM") }
      if events.count == 3 { break }
    }
    #expect(events.map(\.action) == [.start, .healthStatus(.healthy), .die(exitCode: 143)])
    #expect(events.allSatisfy { $0.attributes["com.docker.compose.project"] == "edge-01" })

    var again = try await engine.events(since: events[0].time, filters).makeAsyncIterator()
    #expect(try await again.next() == events[0])
    #expect(try await again.next() == events[1])
  }

  @Test func `Podman tells of every run, in a field of its own`() async throws {
    let stub = StubEngine(.podman, images: [busybox])
    stub.change { $0.behaviour = { _ in .healthy(afterProbes: 2) } }
    let engine = try await Engine.connect(stub)
    _ = try await engine.createContainer("k0s", .probed())
    try await engine.startContainer("k0s")
    var events = try await engine.events(["event": ["health_status"]]).makeAsyncIterator()
    _ = try await engine.runHealthCheck(of: "k0s")
    #expect(try await events.next()?.action == .healthStatus(.starting))
    _ = try await engine.runHealthCheck(of: "k0s")
    #expect(try await events.next()?.action == .healthStatus(.healthy))
  }

  @Test func `a stream that the engine ends is at its end, or broken, not waited for`() async throws {
    let stub = StubEngine(.docker)
    let engine = try await Engine.connect(stub)
    var events = try await engine.events().makeAsyncIterator()
    async let closing: Void = stub.close()
    let error = await #expect(throws: EngineError.self) { try await events.next() }
    guard case .unanswered(_, .broken)? = error else { throw try #require(error) }
    await closing
  }
}
