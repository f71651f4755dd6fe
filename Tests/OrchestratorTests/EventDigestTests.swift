import Engine
import FoundationEssentials
import Planning
import Testing

@testable import Orchestrator

@Suite struct EventDigestTests {
  private var digest = EventDigest()

  @Test mutating func `a verdict that is told again is no reason to look`() throws {
    #expect(digest.take(try event("health_status: healthy"), isOurs: false))
    #expect(!digest.take(try event("health_status: healthy"), isOurs: false))
    #expect(digest.take(try event("health_status: unhealthy"), isOurs: false))
  }

  @Test mutating func `the verdict that a look has seen is no news`() throws {
    digest.take(
      ObservedState(containers: [
        ObservedContainer(id: "c1", name: "edge-k0s-1", service: "k0s", state: .running, health: .healthy)
      ]))
    #expect(!digest.take(try event("health_status: healthy"), isOurs: false))
  }

  @Test mutating func `what a client stops is stopped until it starts`() throws {
    _ = digest.take(try event("die"), isOurs: false)
    _ = digest.take(try event("stop"), isOurs: false)
    #expect(digest.stopped == ["k0s"])
    #expect(digest.ended == [])
    _ = digest.take(try event("start"), isOurs: false)
    #expect(digest.stopped == [])
  }

  @Test mutating func `what nodectl stops itself is nobody's wish`() throws {
    _ = digest.take(try event("stop"), isOurs: true)
    #expect(digest.stopped == [])
  }

  @Test mutating func `what nodectl has asked to stop is nobody's wish until it starts, however late it stops`() throws
  {
    digest.noteAsked("c1")
    _ = digest.take(try event("die"), isOurs: false)
    _ = digest.take(try event("stop"), isOurs: false)
    #expect(digest.ended == [])
    #expect(digest.stopped == [])
    _ = digest.take(try event("start"), isOurs: false)
    _ = digest.take(try event("stop"), isOurs: false)
    #expect(digest.stopped == ["k0s"])
  }

  @Test mutating func `what nodectl has asked to stop, and was seen to run after all, may be stopped by others`() throws
  {
    digest.noteAsked("c1")
    digest.take(
      ObservedState(containers: [
        ObservedContainer(id: "c1", name: "edge-k0s-1", service: "k0s", state: .running, health: .healthy)
      ]))
    _ = digest.take(try event("stop"), isOurs: false)
    #expect(digest.stopped == ["k0s"])
  }

  @Test mutating func `what was held up is somebody else's wish, even where nodectl has freed it`() throws {
    digest.noteHeld(["c1"])
    #expect(!digest.hasToldHeld)
    _ = digest.take(try event("die"), isOurs: true)
    #expect(digest.hasToldHeld)
    _ = digest.take(try event("stop"), isOurs: true)
    #expect(digest.stopped == ["k0s"])
    _ = digest.take(try event("start"), isOurs: true)
    #expect(!digest.hasHeld)
    _ = digest.take(try event("stop"), isOurs: true)
    #expect(digest.stopped == [])
  }

  @Test mutating func `what ends by itself has ended until it starts`() throws {
    #expect(digest.take(try event("die"), isOurs: false))
    #expect(digest.ended == ["c1"])
    _ = digest.take(try event("start"), isOurs: false)
    #expect(digest.ended == [])
  }

  @Test(arguments: ["exec_start: true", "attach", "top"])
  mutating func `what changes nothing is no reason to look`(action: String) throws {
    #expect(!digest.take(try event(action), isOurs: false))
  }

  private func event(_ action: String) throws -> Event {
    let json = """
      {"Type": "container", "Action": "\(action)", "timeNano": 1,
       "Actor": {"ID": "c1", "Attributes": {"\(Label.service)": "k0s"}}}
      """
    return try JSONDecoder().decode(Event.self, from: Data(json.utf8))
  }
}
