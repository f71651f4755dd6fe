import Engine
import Planning

/// Marks a container as stopped by a user's wish: an empty file in it, named after the start that the wish ended.
///
/// A later start, whoever asks for it, takes the mark away by having another time; so does whatever replaces it.
struct StopMark {
  let engine: Engine

  private static func path(_ start: Timestamp) -> String { "etc/nodectl/stopped-\(start)" }

  /// Marks a container that was stopped.
  func put(in id: String) async throws {
    let start = try await engine.inspectContainer(id).state.startedAt
    var archive = TarArchive()
    try archive.addFile(Self.path(start), mode: 0o600, [])
    let complete = archive
    try await uninterrupted { try await engine.putArchive(complete, in: id) }
  }

  /// Whether a container that does not run has the mark.
  func isOn(_ container: ContainerDetails) async throws -> Bool {
    try await engine.hasFile("/" + Self.path(container.state.startedAt), in: container.id)
  }
}

extension Observation {
  /// The look with what of the containers that do not run was stopped by wish: a call for each.
  package func withStops() async throws -> Observation {
    var seen = self
    for index in state.containers.indices where !state.containers[index].isUp {
      let id = state.containers[index].id
      guard let details = details.first(where: { $0.id == id }), details.state.startedAt != .never else { continue }
      seen.state.containers[index].isStoppedByWish = try await StopMark(engine: engine).isOn(details)
    }
    return seen
  }
}
