import Engine
import Ownership
import Planning

/// Does the steps that take something away, one call each; what is gone already is as good as taken away.
struct RemovalSteps: Sendable {
  let engine: Engine

  /// Does an operation that takes something away; nil for any other.
  func perform(_ operation: Operation) async throws -> StepOutcome? {
    switch operation {
    case .stopContainer(let id, _, let grace):
      // The engine goes on stopping it, whoever listens: an interrupt need not wait for the grace period.
      try await ignoringAbsence { try await engine.stopContainer(id, grace: grace) }
    case .removeContainer(let id, _):
      try await uninterrupted { try await ignoringAbsence { try await engine.removeContainer(id, force: true) } }
    case .removeNetwork(let id, _):
      try await uninterrupted { try await ignoringAbsence { try await engine.removeNetwork(id) } }
    case .removeVolume(let name):
      try await uninterrupted { try await ignoringAbsence { try await engine.removeVolume(name) } }
    default: return nil
    }
    return StepOutcome()
  }

  private func ignoringAbsence(_ body: () async throws -> Void) async throws {
    do {
      try await body()
    } catch let error as EngineError where error.isNotFound {}
  }
}
