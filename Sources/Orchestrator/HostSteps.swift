import Engine
import Ownership
import Planning

/// Does the steps that need hands on the engine's host.
struct HostSteps: Sendable {
  let engine: Engine
  let hands: any HostHands
  /// The node's, where it is to be made.
  var dataDirectory: String?

  /// Time beyond the grace for an engine to end a main process, after which that is ended from here.
  private static let margin = Duration.seconds(5)
  /// What an engine may take to answer once the main process has ended: longer, and it waits for somebody else.
  private static let answerTime = Duration.seconds(1)

  /// Does an operation on the host; nil for any other.
  func perform(_ operation: Operation, _ bindings: Bindings) async throws -> StepOutcome? {
    switch operation {
    case .createCgroup(let cgroup):
      try await hands.make(cgroup, dataDirectory: dataDirectory)
      return StepOutcome()
    case .restoreSysctls(let changes):
      let made = try await hands.restore(changes)
      return StepOutcome(
        text: made.isEmpty ? "none: another kubelet runs" : made.map(\.description).joined(separator: ", "))
    case .noteProcesses(let id, _):
      return StepOutcome(marks: try await hands.note(bindings.marks.only(id)))
    case .stopNotedContainer(let id, _, let grace):
      try await stop(id, grace: grace, bindings.marks.containers.first { $0.id == id })
      return StepOutcome()
    case .endProcesses(let id, _): return outcome(try await hands.clean(.endProcesses(bindings.marks.only(id))))
    case .endHolders(let id, _, let directory): return try await endHolders(of: id, directory)
    case .clearHost: return outcome(try await hands.clean(.clear(bindings.marks)))
    case .deleteData(let directory):
      guard bindings.report.left.isEmpty else {
        let obstacle = "\(Leftovers.shown(directory)) is not deleted, for not all that uses it is gone"
        return StepOutcome(report: CleaningReport(left: Leftovers(obstacles: [obstacle])))
      }
      return outcome(try await hands.clean(.purge(dataDirectory: directory)))
    case .resetCredentials(let directory):
      let left = try await hands.clean(.resetCredentials(dataDirectory: directory)).left
      guard left.isEmpty else { throw HostHandsError.failed(left.lines.joined(separator: "; ")) }
      return StepOutcome()
    default: return nil
    }
  }

  /// Ends nobody as long as anything lives in the container's own cgroup: then it is the engine that is slow.
  private func endHolders(of id: String, _ dataDirectory: String?) async throws -> StepOutcome {
    let container = NodeMarks(node: nil, dataDirectory: nil, containers: [ContainerMarks(id: id)])
    guard try await hands.find(container).processes.isEmpty else { return StepOutcome(text: "none: it runs") }
    return outcome(try await hands.clean(.endProcesses(NodeMarks(node: nil, dataDirectory: dataDirectory))))
  }

  private func outcome(_ report: CleaningReport) -> StepOutcome {
    let counts = [
      (report.removed.processes.count, "process", "processes"), (report.removed.mounts.count, "mount", "mounts"),
      (report.removed.cgroups.count, "cgroup", "cgroups"),
    ]
    let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.0 == 1 ? $0.1 : $0.2)" }
    return StepOutcome(text: words.isEmpty ? nil : words.joined(separator: ", "), report: report)
  }

  // MARK: Stopping

  /// Stops a container until the engine answers or its main process has ended, whichever comes first.
  ///
  /// Both engines wait for whoever holds the container's output or has left its cgroup, Docker for ever. What the stop
  /// meets is no failure: the steps after it end what is left, and the removal shows whether that helped.
  private func stop(_ id: String, grace: Duration, _ marks: ContainerMarks?) async throws {
    guard let main = marks?.main else {
      _ = try? await engine.stopContainer(id, grace: grace, margin: Self.margin)
      return try Task.checkCancellation()
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      defer { group.cancelAll() }
      group.addTask { await askEngine(id, grace) }
      group.addTask { try await watch(main, isAsked: marks?.hasMainEscaped == true, grace) }
      try await group.next()
    }
    try Task.checkCancellation()
  }

  private func askEngine(_ id: String, _ grace: Duration) async {
    do {
      try await engine.stopContainer(id, grace: grace, margin: Self.margin)
    } catch {
      // The watch goes on until the process has had its time.
      try? await Task.sleep(for: grace + Self.margin)
    }
  }

  /// An engine cannot reach a main process that has left its cgroup, so that one is asked to end from here.
  private func watch(_ main: ProcessIdentity, isAsked: Bool, _ grace: Duration) async throws {
    let deadline = ContinuousClock.now + grace + Self.margin
    var isAsked = isAsked
    while ContinuousClock.now < deadline {
      try Task.checkCancellation()
      if try await hands.awaitEnd(main, isAsked: isAsked) { break }
      isAsked = false
    }
    try await Task.sleep(for: Self.answerTime)
  }
}
