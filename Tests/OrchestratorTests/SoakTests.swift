import Engine
import FoundationEssentials
import HTTP
import Planning
import TestSupport
import Testing

@testable import Orchestrator

/// Long lives of one process, at whose end it holds no more of the system than near their beginning.
///
/// Each is a fiftieth of what it is with `NODECTL_SOAK` set (`make soak`), and has a process of its own.
@Suite struct SoakTests {
  private static var share: Int { ProcessInfo.processInfo.environment["NODECTL_SOAK"] == nil ? 50 : 1 }

  @Test func `a thousand ups and downs leave nothing behind, in the engine or in the process`() async throws {
    let result = await #expect(processExitsWith: .success, observing: Self.outputs) {
      await Self.report {
        for flavour in flavours {
          let node = try desiredNode()
          let engine = StubEngine.healthy(node, flavour)
          func live() async throws {
            // A wait that has come to its end is kept by Swift's runtime until its time would have been over.
            try await engine.up(node, timeout: .seconds(10))
            try await engine.down(node.name, DownOptions(volumes: true))
            engine.forgetHistory()
          }
          for _ in 0..<10 { try await live() }
          let before = try ProcessResources.current()
          for _ in 0..<1000 / Self.share { try await live() }
          try #require(engine.state.containers.isEmpty && engine.state.volumes.isEmpty)
          try await ProcessResources.settle(at: before)
        }
      }
    }
    try Self.judge(result)
  }

  /// A week has 40,320 rounds of health checks, of each of which Podman tells.
  @Test func `a week of supervision leaves nothing behind`() async throws {
    let result = await #expect(processExitsWith: .success, observing: Self.outputs) {
      await Self.report {
        let node = try desiredNode()
        let engine = StubEngine.healthy(node, .podman)
        try await engine.up(node)
        engine.change {
          $0.runsHealthChecks = true
          $0.checkInterval = 5_000_000
        }
        let connection = Connection(.unix(path: engine.path))
        let supervisor = Supervisor(
          node, observe: { try await Observation.look(Observation.Request(node: "edge"), over: connection) },
          host: StubHost { $0.runsSystemd = true }, progress: { _ in })
        // As many connections as are ever kept, or how many there are would depend on how much was at work at once.
        for _ in 0..<16 { engine.inject(.hold) { _ in true } }
        let calls = engine.calls.count
        try await withThrowingDiscardingTaskGroup { group in
          for _ in 0..<16 { group.addTask { _ = try await connection.containers() } }
          try await eventually { engine.calls.count >= calls + 16 }
          engine.releaseHeldCalls()
        }
        let running = Task { try await supervisor.run {} }
        /// An hour and a half, at whose end k0s ends.
        func pass() async throws {
          let told = engine.toldEvents
          try await eventually { engine.toldEvents >= told + 3 * 360 }
          engine.change { $0.endForGood("edge-k0s-1", exitCode: 3) }
          try await eventually { engine.state.container("edge-k0s-1")?.isRunning == true }
          engine.forgetHistory()
        }
        for _ in 0..<4 { try await pass() }
        let before = try ProcessResources.current()
        for _ in 0..<112 / Self.share { try await pass() }
        try await ProcessResources.settle(at: before)
        running.cancel()
      }
    }
    try Self.judge(result)
  }

  private static let complaint = "failed: "

  /// Prints why a life did not come to a good end: of a process that ends with a failure nothing is to be had.
  private static func report(_ life: () async throws -> Void) async {
    do { try await life() } catch { print("\(complaint)\(error)") }
  }

  private static func judge(_ result: ExitTest.Result?) throws {
    let text = try #require(result).text
    print(text)
    #expect(!text.contains(complaint))
  }

  /// What the processes say of what they hold.
  private static var outputs: [any PartialKeyPath<ExitTest.Result> & Sendable] {
    [\.standardOutputContent, \.standardErrorContent]
  }
}

extension ExitTest.Result {
  fileprivate var text: String { String(decoding: standardOutputContent + standardErrorContent, as: UTF8.self) }
}

private struct Growth: Error {
  let before: ProcessResources
  let now: ProcessResources
}

extension ProcessResources {
  /// Throws where the process comes to hold more than it did: up to a connection more or less, kept for later, a MiB of
  /// what those and the runtime keep, and what the allocator keeps of what was freed in pieces.
  ///
  /// A MiB is a KiB of each of a thousand lives. The heap comes out up to 200 KiB larger or smaller in any case, so that a
  /// leak of a hundred bytes could not be told from that, and by how the growth goes on neither.
  fileprivate static func settle(at before: ProcessResources) async throws {
    var now = try current()
    // Connections that were closed end on threads of the stub engine's.
    for _ in 0..<1000 {
      if now.descriptors <= before.descriptors + 4, now.threads <= before.threads + 4 { break }
      try await Task.sleep(for: .milliseconds(10))
      now = try current()
    }
    guard now.descriptors <= before.descriptors + 4, now.threads <= before.threads + 4,
      now.heap <= before.heap + 1024, now.memory <= before.memory + 16384
    else { throw Growth(before: before, now: now) }
    print("\(before) became \(now)")
  }
}
