import Planning

/// Decides when a service that stays unhealthy is restarted: after a patience that doubles with every restart, and not
/// for ever.
///
/// A pure account of looks at a node; times are those of one monotonic clock.
struct UnhealthyWatch {
  private struct Account {
    /// Since when it is unhealthy; nil while it is neither that nor healthy, as after a start.
    var since: Duration?
    var restarts = 0
  }

  /// How long a service may be unhealthy before its first restart.
  let patience: Duration
  private var accounts: [String: Account] = [:]

  /// Restarts without the service becoming healthy in between, after which it is left as it is.
  static let limit = 5

  init(patience: Duration) { self.patience = patience }

  /// Takes note of a look, and gives the services that are to be restarted now.
  mutating func look(_ state: ObservedState, at now: Duration) -> Set<String> {
    var due: Set<String> = []
    let services = Set(state.containers.compactMap(\.service))
    accounts = accounts.filter { services.contains($0.key) }
    for container in state.containers {
      guard let service = container.service else { continue }
      if container.health == .healthy { accounts[service] = nil }
      guard container.health == .unhealthy, container.isRunning else {
        accounts[service]?.since = nil
        continue
      }
      var account = accounts[service] ?? Account()
      let since = account.since ?? now
      account.since = since
      if now - since >= patience(account), account.restarts < Self.limit {
        due.insert(service)
        account = Account(since: now, restarts: account.restarts + 1)
      }
      accounts[service] = account
    }
    return due
  }

  /// When to look again, should nothing happen before; nil where nothing is waited for.
  var deadline: Duration? {
    accounts.values.filter { $0.restarts < Self.limit }
      .compactMap { account in account.since.map { $0 + patience(account) } }.min()
  }

  /// The services that are left as they are.
  var givenUp: Set<String> { Set(accounts.filter { $0.value.restarts >= Self.limit }.keys) }

  private func patience(_ account: Account) -> Duration { patience * (1 << account.restarts) }
}
