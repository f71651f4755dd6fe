import Compose

extension ContainerUnit {
  /// The health check, which Podman has systemd run.
  mutating func sayHealth() {
    if let check = service.healthcheck { say(check) }
    if startsHealthy { container.add("Notify", "healthy") }
  }

  private mutating func say(_ check: Healthcheck) {
    guard !check.isDisabled else { return container.add("HealthCmd", "none") }
    guard let test = check.test else {
      return refuse("its health check has no 'test', and Quadlet cannot change the times of the image's own")
    }
    guard let command = command(test) else {
      return refuse("a health check of one word needs a shell: write its 'test' as CMD-SHELL")
    }
    say("HealthCmd", command)
    sayDuration("HealthInterval", check.interval)
    sayDuration("HealthTimeout", check.timeout)
    if let retries = check.retries { container.add("HealthRetries", "\(retries)") }
    sayDuration("HealthStartPeriod", check.startPeriod)
    guard let startInterval = check.startInterval else { return }
    // Podman knows the interval of a start only for a check of its own.
    say("HealthStartupCmd", command)
    sayDuration("HealthStartupInterval", startInterval)
    sayDuration("HealthStartupTimeout", check.timeout)
  }

  /// The list that Podman takes for a check; nil for what it would take apart differently.
  ///
  /// A list keeps its quotes: Quadlet strips those at the ends of a text.
  private func command(_ test: [String]) -> String? {
    guard test.first == "CMD" else { return UnitText.list(test) }
    return test.count > 2 ? UnitText.list(Array(test.dropFirst())) : nil
  }

  private mutating func sayDuration(_ key: String, _ duration: Duration?) {
    if let duration { container.add(key, ComposeDuration.text(duration)) }
  }
}
