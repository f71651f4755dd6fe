import Ownership

/// Ends the processes that ``Ownership/Sweep`` decides on.
struct ProcessEnder {
  private let table: ProcessTable
  private let cgroups: CgroupFileSystem
  private let clock = ContinuousClock()

  init(table: ProcessTable, cgroups: CgroupFileSystem) { (self.table, self.cgroups) = (table, cgroups) }

  /// Returns the claims on those that have ended, and on those that would not.
  func end(_ marks: NodeMarks) -> (ended: [Claim], left: [Claim]) {
    var sweep = Sweep(marks)
    var seen: [Claim] = []
    let start = clock.now
    while true {
      let snapshot = table.snapshot(for: marks)
      switch sweep.next(snapshot, at: clock.now - start) {
      case .over(let left):
        let remaining = Set(left.map(\.process.identity))
        return (seen.filter { !remaining.contains($0.process.identity) }, left)
      case .round(let round):
        let confirmed = perform(round)
        sweep.confirm(confirmed.map(\.process.identity), boot: snapshot.bootID)
        let known = Set(seen.map(\.process.identity))
        seen += confirmed.filter { !known.contains($0.process.identity) }
      }
    }
  }

  /// The claims that held when their processes were in hand.
  private func perform(_ round: Sweep.Round) -> [Claim] {
    // All are looked at again before any is told anything: the evidence on one may be another that ends first.
    let held = round.targets.compactMap { HeldProcess($0.claim, $0.signal, table) }
    let claimed = Set(held.map(\.claim.process.identity))
    for path in round.cgroups { cgroups.kill(path, ifAllIn: claimed, table) }
    for process in held { process.signal() }
    let deadline = clock.now + round.pause
    for process in held where !process.hasEnded(within: deadline - clock.now) { break }
    return held.map(\.claim)
  }
}

/// A process that is the node's for certain, in hand.
final class HeldProcess {
  let claim: Claim
  private let request: Sweep.Signal?
  private let handle: ProcessHandle

  /// Nil where the claim does not hold any more.
  init?(_ claim: Claim, _ request: Sweep.Signal?, _ table: ProcessTable) {
    guard let handle = ProcessHandle(claim.process.pid),
      claim.holds(of: table.process(claim.process.pid), witness: claim.witness.flatMap { table.process($0.pid) })
    else { return nil }
    (self.claim, self.request) = (claim, request)
    self.handle = handle
  }

  func signal() { if let request { handle.send(request.rawValue) } }
  func hasEnded(within time: Duration) -> Bool { handle.hasEnded(within: time) }
}
