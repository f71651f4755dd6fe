import TestSupport
import Testing

/// Something goes wrong with a call that changes a real engine: it is overcome or told, and the next run ends where a
/// clean one does.
///
/// Some of the calls meet one of the faults, in turn; with `NODECTL_FAULTS` set every call meets each (`make faults`).
@Suite(.engineTest) struct FaultScenarios {
  private static let stride = FaultCount.isExhaustive ? 1 : 5
  /// How many faults are walked through at once, each with a node of its own: most of a walk is waiting for health.
  private static let width = 4

  @Test(arguments: EngineKind.allCases)
  func `a fault of a call is overcome or told with it, and the next run ends as a clean one`(engine: EngineKind)
    async throws
  {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (index, faults) in FaultCount.walks(of: FaultProxy.faults).enumerated() {
        if index >= Self.width { try await group.next() }
        group.addTask { try await Self.walk(faults, of: "fault\(index)", on: engine) }
      }
      try await group.waitForAll()
    }
    try await neighbour.expectUntouched()
  }

  /// Has the calls of a node's commands meet the faults, in turn.
  private static func walk(_ faults: [CallFault], of name: String, on engine: EngineKind) async throws {
    try await ScenarioNode.with(name, on: engine) { node in
      try await node.up()
      let proxy = try await FaultProxy(for: node)
      var counts = FaultProxy.Walk.allCases.map { (walk: $0, ofFaults: faults.map { FaultCount(fault: $0) }) }
      for turn in 0... {
        let call = 1 + turn * stride
        var isMet = false
        for (index, walk) in FaultProxy.Walk.allCases.enumerated() {
          let fault = (turn * FaultProxy.Walk.allCases.count + index) % faults.count
          guard let told = try await proxy.run(walk, meeting: faults[fault], at: call) else { continue }
          isMet = true
          counts[index].ofFaults[fault].note(isTold: told)
        }
        if !isMet { break }
      }
      for (walk, ofFaults) in counts { try FaultCount.report(ofFaults, "real \(engine)", walk.description) }
      try await node.up()
      try await node.expectConverged()
    }
  }
}
