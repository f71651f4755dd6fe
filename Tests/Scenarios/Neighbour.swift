import Testing

/// Another tenant of a test host, who must not notice anything.
struct Neighbour: Sendable {
  private let host: TestHost
  private let engine: EngineKind
  private let before: String

  /// Sets the neighbour up beside whatever is there, and takes note of all that is theirs: ``TestHost/neighbour(on:)``.
  init(on engine: EngineKind, host: TestHost) async throws {
    (self.host, self.engine) = (host, engine)
    _ = try await host.run(["true"])
    let up = try await host.script("neighbour.sh", ["up", engine.rawValue])
    try #require(up.status == 0, "\(up.errors)")
    before = try await Self.snapshot(host, engine)
  }

  /// Checks that containers, processes with their start times, networks, volumes, mounts and cgroups are what they were.
  func expectUntouched(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let after = try await Self.snapshot(host, engine)
    #expect(after == before, sourceLocation: sourceLocation)
  }

  private static func snapshot(_ host: TestHost, _ engine: EngineKind) async throws -> String {
    let result = try await host.script("neighbour.sh", ["snapshot", engine.rawValue])
    try #require(result.status == 0, "\(result.errors)")
    return result.output
  }
}
