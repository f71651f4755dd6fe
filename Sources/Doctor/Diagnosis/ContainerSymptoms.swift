package import Engine

/// What an engine says of the container of a node's part.
package struct ContainerSymptoms: Sendable {
  private let container: ContainerDetails
  private let now: Timestamp
  /// The architectures of its image and of the engine's host; nil where they were not asked.
  package var platforms: Platforms?
  /// The code that it last ended with, where the engine tells it elsewhere than in the inspection.
  package var lastExitCode: Int?

  package struct Platforms: Sendable {
    private let image: String
    private let host: String

    /// Takes the names of the kernel and those of Go for the same.
    package init(image: String, host: String) { (self.image, self.host) = (Self.name(image), Self.name(host)) }

    private static func name(_ architecture: String) -> String {
      let names = [
        "x86_64": "amd64", "aarch64": "arm64", "armv7l": "arm", "armv8l": "arm", "armhf": "arm", "i686": "386",
      ]
      return names[architecture] ?? architecture
    }

    var mismatch: String? { image == host ? nil : "its image is for \(image), and the host is \(host)" }
  }

  /// `now` is by this host's clock.
  package init(_ container: ContainerDetails, now: Timestamp) { (self.container, self.now) = (container, now) }

  private static let fewRestarts = 3
  private static let shortLife: Int64 = 30

  /// Whether it runs now, restarts apart.
  package var isRunning: Bool { container.state.isRunning }

  /// Whether its engine starts it again and again.
  package var endsOverAndOver: Bool {
    let state = container.state
    guard container.restartCount >= Self.fewRestarts else { return false }
    return state.status == .restarting || now.seconds - max(state.startedAt, state.finishedAt).seconds < Self.shortLife
  }

  /// Why it cannot run, where the engine knows; nil where it does not.
  ///
  /// That images are of another architecture is no trouble where they run, by emulation.
  package func cause(in node: ExpectedNode) -> Diagnosis? {
    guard !isRunning || endsOverAndOver else { return nil }
    if let mismatch = platforms?.mismatch {
      return Diagnosis(
        "\(mismatch): the kernel cannot run its programs ('exec format error')",
        "name an image for the host's architecture, by its digest if the tag has several, or run the node elsewhere")
    }
    if container.state.oomKilled {
      return Diagnosis(
        "it ran out of memory and was killed: \(limit)", "\(more); dmesg, on the host, shows what used it")
    }
    guard exitCode == Self.killed else { return nil }
    return Diagnosis(
      "it was killed (code 137), by somebody or for want of memory: \(limit)",
      "dmesg | grep -i 'out of memory'    on the host shows whether it was that; then: \(more)")
  }

  /// How it does, for whom no reason is known.
  package func course(in node: ExpectedNode) -> Diagnosis? {
    let state = container.state
    if endsOverAndOver {
      let code = exitCode.map { ", last with code \($0)" } ?? ""
      return Diagnosis(
        "it ends as soon as it has started: \(container.restartCount) restarts\(code)",
        "what it says before it ends tells why; after a change: nodectl up \(node.name)")
    }
    switch state.status {
    case .running: break
    case .created: return Diagnosis("it was never started", "nodectl up \(node.name)")
    case .exited, .dead, .restarting, .stopped:
      return Diagnosis("it has ended with code \(state.exitCode)", "nodectl up \(node.name)")
    default: return Diagnosis("it is \(state.status)", "nodectl up \(node.name)")
    }
    switch state.health?.status {
    case .unhealthy: return Diagnosis("its health check fails", "see the log of \(container.name)")
    case .starting: return Diagnosis("it runs, and its health check has not passed yet", "see it again in a minute")
    default: return nil
    }
  }

  /// What will not keep the node from working, and is to be known.
  package func warning(in node: ExpectedNode) -> Diagnosis? {
    guard isRunning, container.state.oomKilled else { return nil }
    return Diagnosis("a process in it was killed for want of memory: \(limit)", isWarning: true, more)
  }

  /// 128 + SIGKILL.
  private static let killed = 137

  private var exitCode: Int? { isRunning ? lastExitCode : container.state.exitCode }

  private var limit: String {
    guard let memory = container.host.memory, memory > 0 else { return "it has no limit but the host's" }
    return "its limit is \(memory >> 20) MiB"
  }

  private var more: String {
    (container.host.memory ?? 0) > 0
      ? "give the node more as resources.memory" : "free some memory of the host, or limit its users"
  }
}
