import Engine
import HTTP
import Planning
import TestSupport
import Testing

@testable import Orchestrator

/// Something goes wrong with a single call of a supervisor that repairs a node: it is told or overcome, and the node is
/// right in the end, without anybody else's doing.
///
/// Every call meets one of the faults, in turn; with `NODECTL_FAULTS` set every call meets each (`make faults`).
@Suite struct SupervisorFaultWalkTests {
  @Test(arguments: flavours)
  func `a fault of any call of a repair is overcome or told with it, and the node is repaired all the same`(
    flavour: StubFlavour
  ) async throws {
    let node = try desiredNode()
    let clean = try await EngineContents(afterUpOf: node, flavour)
    let calls = try await repair(of: node, flavour, meeting: nil).engine.calls.count
    #expect(calls > 10, "a repair has more calls than that")
    for faults in FaultCount.walks() {
      var counts = faults.map { FaultCount(fault: $0) }
      for call in 0..<calls {
        let turn = call % faults.count
        let (engine, journal) = try await repair(of: node, flavour, meeting: (faults[turn].stub, call))
        defer { engine.close() }
        guard let met = engine.calls.first(where: { $0.index == call }) else { continue }
        let told = journal.all.filter { $0.hasPrefix("warning: ") }
        counts[turn].note(isTold: !told.isEmpty)
        for warning in told {
          #expect(
            engine.isNamed(met, faults[turn], in: warning)
              || met.path == "/events" && warning.hasSuffix("ended its events"),
            "\(faults[turn]), \(met): \(warning)")
        }
        try await engine.up(node)
        #expect(EngineContents(engine.state) == clean, "\(faults[turn]), \(met): \(told)")
      }
      try FaultCount.report(counts, String("\(flavour)".prefix { $0 != "(" }), "supervise")
    }
  }

  /// Has a supervisor come to a node whose ZeroTier has left the others behind, until it is in order again.
  private func repair(
    of node: DesiredNode, _ flavour: StubFlavour, meeting fault: (StubFault, call: Int)?
  ) async throws -> (engine: StubEngine, Journal) {
    let engine = StubEngine.healthy(node, flavour)
    try await engine.up(node)
    let connection = Connection(.unix(path: engine.path))
    try await Engine.negotiate(over: connection).restartContainer("edge-zerotier-1", grace: .seconds(1))
    engine.change { $0.runsHealthChecks = true }
    engine.forgetHistory()
    if let (fault, call) = fault { engine.inject(fault, at: call) }
    let journal = Journal()
    let faulty = Connection(.unix(path: engine.path), longestCall: CallFault.longestCall)
    var settings = Supervisor.Settings()
    (settings.reconnect.first, settings.retry.first) = (.milliseconds(10), .milliseconds(10))
    let supervisor = Supervisor(
      node, settings, observe: { try await Observation.look(Observation.Request(node: "edge"), over: faulty) },
      host: StubHost(), progress: journal.sink)
    let running = Task { try await supervisor.run { journal.note("ready") } }
    try await eventually { engine.state.isInOrder && journal.all.last == "ready" }
    running.cancel()
    await #expect(throws: CancellationError.self) { try await running.value }
    return (engine, journal)
  }
}
