import Engine
import Planning
import TestSupport
import Testing

@testable import Orchestrator

/// Something goes wrong with a single call: it is overcome or told, and the next run ends where a clean one does.
///
/// Every call meets one of the faults, in turn; with `NODECTL_FAULTS` set every call meets each (`make faults`).
@Suite struct FaultWalkTests {
  enum Walk: String, CaseIterable {
    case freshUp = "fresh up"
    case convergedUp = "converged up"
    case recreation
    case upgrade
    case down
  }

  @Test(arguments: flavours, Walk.allCases)
  func `a fault of any call is overcome or told with it, and the next run ends as if it had not been`(
    flavour: StubFlavour, walk: Walk
  ) async throws {
    let old = try desiredNode()
    let new =
      switch walk {
      case .recreation: try desiredNode(zerotier: "hostPort: 9999", version: "v1.34.2+k0s.0")
      case .upgrade: try desiredNode(version: "v1.34.2+k0s.0")
      case .freshUp, .convergedUp, .down: old
      }
    let options = UpOptions(upgrade: walk == .upgrade ? UpOptions.Upgrade() : nil)
    let empty = EngineContents(StubEngine(flavour).state)
    let clean = walk == .down ? empty : try await EngineContents(afterUpOf: new, flavour)
    let run = { @Sendable (engine: StubEngine, longestCall: Duration?) in
      if walk == .down {
        try await engine.down(old.name, DownOptions(volumes: true), longestCall: longestCall)
      } else {
        try await engine.up(new, options, longestCall: longestCall)
      }
    }
    for faults in FaultCount.walks() {
      var counts = faults.map { FaultCount(fault: $0) }
      for call in 0... {
        let engine = StubEngine.healthy(new, flavour)
        defer { engine.close() }
        if walk != .freshUp { try await engine.up(old) }
        engine.forgetHistory()
        let turn = call % faults.count
        engine.inject(faults[turn].stub, at: call)
        let told = await outcome { try await run(engine, CallFault.longestCall) }
        guard let met = engine.calls.first(where: { $0.index == call }) else { break }
        counts[turn].note(isTold: told != nil)
        if let told { #expect(engine.isNamed(met, faults[turn], in: told), "\(faults[turn]), \(met): \(told)") }
        try await run(engine, nil)
        #expect(EngineContents(engine.state) == clean, "\(faults[turn]), \(met): \(told ?? "overcome")")
      }
      try FaultCount.report(counts, String("\(flavour)".prefix { $0 != "(" }), walk.rawValue)
    }
  }

  /// What a user is told of a run that fails; nil where it does not.
  ///
  /// One that hangs fails without naming any call.
  private func outcome(_ run: @escaping @Sendable () async throws -> Void) async -> String? {
    do {
      try await withThrowingTaskGroup(of: Void.self) { group in
        defer { group.cancelAll() }
        group.addTask { try await run() }
        group.addTask {
          try await Task.sleep(for: .seconds(120))
          throw HungRun()
        }
        try await group.next()
      }
    } catch { return "\(error)" }
    return nil
  }
}

private struct HungRun: Error, CustomStringConvertible {
  var description: String { "it had not ended after two minutes" }
}
