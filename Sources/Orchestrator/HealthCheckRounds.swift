import Engine
import Planning

/// Runs the health checks of a node's containers where nobody else does: on Podman without systemd.
struct HealthCheckRounds: Sendable {
  let engine: Engine
  let node: String
  let interval: Duration

  /// Runs them all, again and again; returns never, throws when the engine cannot be reached.
  func run() async throws {
    while true {
      try await Task.sleep(for: interval)
      let containers = try await engine.connection.containers(.labels("\(Label.project)=\(node)"))
      try await withThrowingTaskGroup(of: Void.self) { group in
        for container in containers where container.status == .running {
          group.addTask { try await check(container.id) }
        }
        try await group.waitForAll()
      }
    }
  }

  private func check(_ container: String) async throws {
    do {
      _ = try await engine.runHealthCheck(of: container)
    } catch let error as EngineError where error.refusal != nil {
      // It has no check, or has stopped meanwhile, which an event tells.
    }
  }
}
