/// How a node's processes are ended, until two looks in a row find none: those in its own cgroups at once, others are asked
/// first, then killed.
///
/// A value that is fed one look after the other and says what to do about each.
package struct Sweep {
  /// What to do after a look.
  package struct Round {
    /// Own cgroups in which everybody was found to be the node's, to be killed first.
    package let cgroups: [CgroupPath]
    /// Every process, those of the cgroups included, for an old kernel has no `cgroup.kill`; nil: leave it its time.
    package let targets: [(claim: Claim, signal: Signal?)]
    /// How long the next look can wait for them to end.
    package let pause: Duration
  }

  package enum Signal: Int32, Sendable, Codable {
    case terminate = 15
    case kill = 9
  }

  package enum Step {
    case round(Round)
    /// Nothing is left but these, which do not end.
    case over([Claim])
  }

  private var marks: NodeMarks
  private let grace: Duration
  private let patience: Duration
  private let limit: Duration
  private var firstSeen: [ProcessIdentity: Duration] = [:]
  private var emptyLooks = 0

  /// `grace` is between TERM and KILL; `patience` is how long a killed process may take to go, and `limit` how long all of
  /// it may take while new ones keep coming.
  package init(
    _ marks: NodeMarks, grace: Duration = .seconds(2), patience: Duration = .seconds(5), limit: Duration = .seconds(60)
  ) {
    (self.marks, self.grace, self.patience, self.limit) = (marks, grace, patience, limit)
  }

  /// Takes a look that was made at a time since the beginning.
  package mutating func next(_ snapshot: HostSnapshot, at time: Duration) -> Step {
    let claims = Ownership.claims(marks, in: snapshot)
    guard !claims.isEmpty else {
      emptyLooks += 1
      return emptyLooks == 2 ? .over([]) : .round(Round(cgroups: [], targets: [], pause: .zero))
    }
    emptyLooks = 0
    for claim in claims { firstSeen[claim.process.identity] = firstSeen[claim.process.identity] ?? time }
    let isHopeless = claims.allSatisfy { age($0, time) > grace + patience } || time > limit
    if isHopeless { return .over(claims) }
    let targets = claims.map { claim in
      let age = age(claim, time)
      return (claim, age >= grace ? Signal.kill : age == .zero ? .terminate : nil)
    }
    return .round(Round(cgroups: ownCgroups(claims, in: snapshot), targets: targets, pause: .milliseconds(200)))
  }

  /// Takes note of processes whose evidence was seen to hold: it need not be there again in the next look.
  package mutating func confirm(_ processes: [ProcessIdentity], boot: String) {
    marks.note(processes, boot: boot)
  }

  private func age(_ claim: Claim, _ time: Duration) -> Duration {
    time - (firstSeen[claim.process.identity] ?? time)
  }

  private func ownCgroups(_ claims: [Claim], in snapshot: HostSnapshot) -> [CgroupPath] {
    let claimed = Set(claims.map(\.process.identity))
    let own = Set(claims.compactMap { marks.ownCgroup(holding: CgroupPath($0.process.cgroup)) })
    return own.filter { path in
      let members = snapshot.processes.filter { $0.isAlive && CgroupPath($0.cgroup).isInside(path) }
      return marks.mayKill(path, holding: members, claimed: claimed)
    }.sorted { $0.text < $1.text }
  }
}
