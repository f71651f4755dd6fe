import Compose

extension ContainerUnit {
  /// Pulling an image takes its time, and so does being authorised in a network.
  private static let startLimit = "15min"
  /// What Podman needs after the container had its time to stop.
  private static let stopMargin = 30

  /// How the service starts, ends and comes back, and where its output goes.
  mutating func sayLife() {
    if let signal = service.stopSignal { say("StopSignal", signal) }
    if let logging = service.logging {
      if let driver = logging.driver { say("LogDriver", driver) }
      container.add("LogOpt", pairs: logging.options)
    }
    systemd.add("Restart", restart)
    if service.restart != .no { systemd.add("RestartSec", "1s") }
    systemd.add("TimeoutStartSec", Self.startLimit)
    if let period = service.stopGracePeriod { sayStop(period) }
    if service.restart.survivesBoot { install.add("WantedBy", "multi-user.target") }
  }

  private mutating func sayStop(_ period: Duration) {
    guard period.components.attoseconds == 0 else {
      return refuse("'stop_grace_period' is in whole seconds")
    }
    container.add("StopTimeout", "\(period.components.seconds)")
    systemd.add("TimeoutStopSec", "\(Int(period.components.seconds) + Self.stopMargin)s")
  }

  private var restart: String {
    switch service.restart {
    case .no: "no"
    case .always, .unlessStopped: "always"
    case .onFailure: "on-failure"
    }
  }
}

extension RestartPolicy {
  /// Whether an engine starts the container again after the host's restart.
  var survivesBoot: Bool {
    switch self {
    case .always, .unlessStopped: true
    case .no, .onFailure: false
    }
  }
}
