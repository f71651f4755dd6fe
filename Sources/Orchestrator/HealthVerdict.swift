import Engine
import NodeSpec

/// What one inspection of a container says about whether to go on waiting for its health.
enum HealthVerdict: Equatable {
  /// It is healthy, or runs and has no health check.
  case healthy
  /// Not yet; the text says how far it is.
  case waiting(String)
  /// It will not be: it has ended, and nothing restarts it, or restarts do not help.
  case failed(String)

  /// Restarts of a container, while it is waited for, after which it is given up.
  static let restartLimit = 5

  /// Where the code with which it ended is known: Podman forgets it with the next start.
  private static let ended: Set<ContainerStatus> = [.restarting, .exited, .stopped, .dead]

  /// How long its engine may take to start a container again: Podman gives up without a word where a start fails, its
  /// port taken for instance.
  static let restartPatience = Duration.seconds(10)

  /// Judges a container that had been restarted so often when the wait began, and has been seen as it is for so long.
  init(_ details: ContainerDetails, restartsBefore: Int, unchangedFor duration: Duration = .zero) {
    let state = details.state
    let restarts = details.restartCount - restartsBefore
    if restarts >= Self.restartLimit, Self.ended.contains(state.status) {
      self = .failed("it ends as soon as it has started, last with code \(state.exitCode)")
      return
    }
    if restarts >= 2 * Self.restartLimit {
      self = .failed("it ends as soon as it has started")
      return
    }
    switch state.status {
    case .running: break
    case .restarting:
      self = .waiting("it ended with code \(state.exitCode) and is restarted")
      return
    case .exited where Self.restarts(details) && !state.error.isEmpty:
      // The engine has tried, and does not try again.
      self = .failed("it ended with code \(state.exitCode) and could not be started again: \(state.error)")
      return
    case .exited where Self.restarts(details) && duration >= Self.restartPatience:
      self = .failed("it ended with code \(state.exitCode), and its engine has not started it again")
      return
    case .exited where Self.restarts(details), .created where Self.restarts(details) && details.restartCount > 0:
      self = .waiting("it ended with code \(state.exitCode) and will be restarted")
      return
    case .exited, .dead:
      self = .failed(state.oomKilled ? "it ran out of memory" : "it ended with code \(state.exitCode)")
      return
    default:
      self = .waiting("it is \(state.status)")
      return
    }
    guard let health = state.health, Self.hasCheck(details) else {
      self = .healthy
      return
    }
    switch health.status {
    case .healthy: self = .healthy
    case .unhealthy: self = .waiting("unhealthy: \(Self.lastWords(health))")
    default: self = .waiting(Self.lastWords(health))
    }
  }

  private static func restarts(_ details: ContainerDetails) -> Bool {
    ["always", "unless-stopped", "on-failure"].contains(details.host.restartPolicy?.name)
  }

  private static func hasCheck(_ details: ContainerDetails) -> Bool {
    let test = details.configuration.healthCheck?.test ?? []
    return !test.isEmpty && test != ["NONE"]
  }

  /// What the last probe printed, on one line.
  private static func lastWords(_ health: Health) -> String {
    guard let probe = health.log.last, probe.exitCode != 0 else { return "starting" }
    let words = probe.output.split(whereSeparator: \.isNewline).joined(separator: " ")
    // Cut off last: half a secret does not look like one.
    return words.isEmpty
      ? "its check fails with code \(probe.exitCode)" : String(Redaction.redactOutput(words).prefix(120))
  }
}
