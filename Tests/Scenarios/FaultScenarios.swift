import TestSupport
import Testing

/// Something goes wrong with a call that changes a real engine: it is overcome or told, and the next run ends where a
/// clean one does.
///
/// Some of the calls meet one of the faults, in turn; with `NODECTL_FAULTS` set every call meets each (`make faults`).
@Suite(.engineTest) struct FaultScenarios {
  private static let stride = FaultCount.isExhaustive ? 1 : 5

  @Test(arguments: EngineKind.allCases)
  func `a fault of a call is overcome or told with it, and the next run ends as a clean one`(engine: EngineKind)
    async throws
  {
    let neighbour = try await TestHost.plain.neighbour(on: engine)
    try await ScenarioNode.with("fault", on: engine) { node in
      try await node.up()
      let proxy = try await FaultProxy(for: node)
      for faults in FaultCount.walks {
        var counts = FaultProxy.Walk.allCases.map { (walk: $0, ofFaults: faults.map { FaultCount(fault: $0) }) }
        for turn in 0... {
          let fault = faults[turn % faults.count]
          let call = 1 + turn * Self.stride
          var isMet = false
          // In this order each begins with what the one before has left.
          for (index, walk) in FaultProxy.Walk.allCases.enumerated() {
            guard let told = try await proxy.run(walk, meeting: fault, at: call) else { continue }
            isMet = true
            counts[index].ofFaults[turn % faults.count].note(isTold: told)
          }
          if !isMet { break }
        }
        for (walk, ofFaults) in counts { try FaultCount.report(ofFaults, "real \(engine)", walk.description) }
      }
      try await node.up()
      try await node.expectConverged()
    }
    try await neighbour.expectUntouched()
  }
}
