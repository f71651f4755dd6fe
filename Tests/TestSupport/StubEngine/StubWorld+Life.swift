extension StubWorld {
  /// While a container starts.
  private static let probeInterval: Int64 = 5_000_000

  /// Lets happen what has become due: health checks and restarts.
  mutating func advance() {
    let time = StubTime.now
    for index in containers.indices {
      if let restart = containers[index].restartsAt, restart <= time {
        containers[index].restartsAt = nil
        containers[index].restartCount += 1
        begin(index)
      }
      if runsHealthChecks, containers[index].isRunning, containers[index].hasHealthCheck,
        containers[index].nextProbe <= time
      {
        probe(index)
        // What a busy machine has missed is not made up for: that would keep it busy.
        let isStarting = containers[index].health == "starting"
        containers[index].nextProbe = time + (isStarting ? Self.probeInterval : checkInterval)
      }
    }
  }

  /// Has a container's main process begin.
  mutating func begin(_ index: Int) {
    let time = now()
    containers[index].status = "running"
    containers[index].startedAt = time
    containers[index].pid = 1000 + index
    containers[index].exitCode = 0
    containers[index].error = ""
    containers[index].wasStopped = false
    containers[index].health = containers[index].hasHealthCheck ? "starting" : ""
    (containers[index].probes, containers[index].probeCount) = ([], 0)
    containers[index].failingStreak = 0
    containers[index].nextProbe = time + Self.probeInterval
    record("start", index)
    let behaviour = containers[index].behaviour
    for (source, text) in [(UInt8(1), behaviour.stdout), (2, behaviour.stderr)] where !text.isEmpty {
      containers[index].output.append(StubContainer.Output(source: source, time: now(), text: text))
    }
    if let code = behaviour.exitsAtOnce { end(index, exitCode: code) }
  }

  /// Has a container's main process end; its policy may bring it back, each time a little later.
  mutating func end(_ index: Int, exitCode: Int) {
    let time = now()
    containers[index].status = "exited"
    containers[index].pid = 0
    containers[index].exitCode = exitCode
    containers[index].finishedAt = time
    if flavour.isPodman {
      record("die", index, ["exitCode": "\(exitCode)", "containerExitCode": "\(exitCode)"])
    } else {
      // Docker calls a check that no longer runs unhealthy.
      if !containers[index].health.isEmpty { containers[index].health = "unhealthy" }
      record("die", index, ["exitCode": "\(exitCode)"])
    }
    let restarts =
      switch containers[index].host["RestartPolicy"]["Name"].string {
      case "always", "unless-stopped": true
      case "on-failure": exitCode != 0
      default: false
      }
    if restarts && !containers[index].wasStopped {
      containers[index].status = flavour.isPodman ? "exited" : "restarting"
      containers[index].restartsAt = time + (5 * Self.probeInterval) << min(containers[index].restartCount, 5)
    }
  }

  /// Has a container's main process begin, whatever it is in.
  package mutating func start(_ name: String) {
    if let index = index(of: name) { begin(index) }
  }

  /// Has a container's main process write a line, or a part of one.
  package mutating func write(_ text: String, to name: String, source: UInt8 = 1) {
    guard let index = index(of: name) else { return }
    containers[index].output.append(StubContainer.Output(source: source, time: now(), text: text))
  }

  /// Has a container's main process end, in spite of its restart policy.
  package mutating func endForGood(_ name: String, exitCode: Int) {
    guard let index = index(of: name) else { return }
    containers[index].wasStopped = true
    end(index, exitCode: exitCode)
  }

  /// Changes how a container that is there behaves from now on.
  package mutating func setBehaviour(_ behaviour: StubBehaviour, of name: String) {
    guard let index = index(of: name) else { return }
    containers[index].behaviour = behaviour
  }

  /// Runs a container's health check once.
  @discardableResult mutating func probe(_ index: Int) -> StubExecAnswer {
    containers[index].probeCount += 1
    let run = containers[index].probeCount
    let answer = containers[index].behaviour.probe(run)
    containers[index].probes = containers[index].probes.suffix(4)
    containers[index].probes.append(StubContainer.Probe(time: now(), answer: answer))
    let check = containers[index].configuration["Healthcheck"]
    var verdict = containers[index].health
    if answer.exitCode == 0 {
      containers[index].failingStreak = 0
      verdict = "healthy"
    } else {
      let interval = check["StartInterval"].integer ?? check["Interval"].integer ?? 30_000_000_000
      let grace = (check["StartPeriod"].integer ?? 0) / max(1, interval)
      if verdict != "starting" || run > grace { containers[index].failingStreak += 1 }
      if containers[index].failingStreak >= check["Retries"].integer ?? 3 { verdict = "unhealthy" }
    }
    let changed = verdict != containers[index].health
    containers[index].health = verdict
    if flavour.isPodman {
      record("health_status", index, health: verdict)
    } else if changed {
      record("health_status: \(verdict)", index)
    }
    return answer
  }

  mutating func record(_ action: String, _ index: Int, _ more: [String: String] = [:], health: String? = nil) {
    let container = containers[index]
    let image = container.configuration["Image"].string ?? ""
    let attributes = container.labels.merging(["name": container.name, "image": image]) { $1 }.merging(more) { $1 }
    events.append(
      StubEvent(
        type: "container", action: action, id: container.id, attributes: attributes, time: now(), health: health))
  }
}
