import Planning

/// What a supervisor remembers from one look to the next.
struct SupervisorAccount {
  /// How much of the node must be there for anything to be done.
  var scope = UpOptions.Scope.existing
  var hasLostEngine = false
  /// The ids of the containers that the spec is for: those of the first look, and those that are as it says.
  ///
  /// What others make from a spec that was not read is kept going, and not brought back to the old one.
  private(set) var compared: Set<String>?
  private var foreign: Set<String> = []
  private let patience: Duration
  private let retry: Backoff
  private var watch: UnhealthyWatch
  private var told: Set<String> = []
  private var failures = 0
  private var nextTry: Duration?

  init(patience: Duration, retry: Backoff) {
    (self.patience, self.retry) = (patience, retry)
    watch = UnhealthyWatch(patience: patience)
  }

  /// Takes note of a look, and gives the services that have been unhealthy for too long.
  ///
  /// Each counts as restarted: what cannot be is not tried for ever either.
  mutating func unhealthy(in state: ObservedState, at now: Duration) -> Set<String> { watch.look(state, at: now) }

  /// Takes note that all was done that there was to do.
  mutating func succeeded() {
    (failures, nextTry) = (0, nil)
    scope = .running
  }

  /// Takes note of whose work the containers are; `matching` are the ids of those that are as the spec says.
  mutating func compare(_ state: ObservedState, matching: Set<String>) {
    let known = (compared ?? Set(state.containers.map(\.id))).union(matching)
    compared = known
    foreign = Set(state.containers.filter { !known.contains($0.id) }.compactMap(\.service))
  }

  mutating func failed(at now: Duration) {
    nextTry = now + retry.pause(after: failures)
    failures += 1
  }

  /// Takes note of a look after which nothing is to be done until something is started: nothing is waited for any more.
  mutating func leftAlone() {
    (failures, nextTry) = (0, nil)
    watch = UnhealthyWatch(patience: patience)
  }

  /// When to look again, should nothing happen before; nil where nothing is waited for.
  ///
  /// After a failure that is the next try: a service that has been unhealthy for too long meanwhile is not looked at before.
  var deadline: Duration? { nextTry ?? watch.deadline }

  /// What the user should know about the node, as far as it was not said already.
  mutating func news(_ state: ObservedState, stopped: Set<String>) -> [String] {
    var news: Set<String> = []
    if state.containers.isEmpty {
      news.insert("is not there: nodectl up brings it up, and is waited for")
    } else if !stopped.isEmpty {
      let names = stopped.sorted().joined(separator: ", ")
      let (verb, what) = stopped.count == 1 ? ("was", "it is") : ("were", "they are")
      news.insert("\(names) \(verb) stopped: the node is left alone until \(what) started")
    } else if !state.isWithin(.running) {
      news.insert("is stopped, and left so until it is started")
    }
    if !foreign.isEmpty {
      let names = foreign.sorted().joined(separator: ", ")
      news.insert(
        "\(names): made from another spec than was read here, and kept as made; SIGHUP has the spec read again")
    }
    news.formUnion(givenUp)
    defer { told = news }
    return news.subtracting(told).sorted()
  }

  /// The part of the news that is one also where the node could not be made right.
  mutating func newsOfHealth() -> [String] {
    defer { told.formUnion(givenUp) }
    return givenUp.subtracting(told).sorted()
  }

  private var givenUp: Set<String> {
    Set(watch.givenUp.map { "\($0) stays unhealthy after \(UnhealthyWatch.limit) restarts, and is left as it is" })
  }
}
