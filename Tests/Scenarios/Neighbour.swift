import Testing

/// Another tenant of a test host, who must not notice anything.
struct Neighbour: Sendable {
  private let host: TestHost
  private let engine: EngineKind
  private let name: String
  private let before: String

  /// Sets the neighbour up beside whatever is there, and takes note of all that is theirs: ``TestHost/neighbour(on:)``.
  init(_ name: String? = nil, on engine: EngineKind, host: TestHost) async throws {
    (self.host, self.engine, self.name) = (host, engine, name ?? "neighbour-\(engine.rawValue)")
    _ = try await host.run(["true"])
    try await host.script("neighbour.sh", ["up", engine.rawValue, self.name]).succeeded()
    before = try await Self.snapshot(host, engine, self.name)
  }

  /// Runs the body beside several tenants of these names, who are gone after it.
  static func with(
    _ names: [String], on engine: EngineKind, host: TestHost, _ body: ([Neighbour]) async throws -> Void
  ) async throws {
    var neighbours: [Neighbour] = []
    do {
      for name in names { neighbours.append(try await Neighbour(name, on: engine, host: host)) }
      try await body(neighbours)
    } catch {
      for name in names { _ = try? await host.script("neighbour.sh", ["down", engine.rawValue, name]) }
      throw error
    }
    for name in names {
      let down = try await host.script("neighbour.sh", ["down", engine.rawValue, name])
      #expect(down.status == 0, "\(down.errors)")
    }
  }

  /// Checks that containers, processes with their start times, networks, volumes, mounts and cgroups are what they were.
  func expectUntouched(sourceLocation: SourceLocation = #_sourceLocation) async throws {
    let after = try await Self.snapshot(host, engine, name)
    #expect(after == before, "\(name)", sourceLocation: sourceLocation)
  }

  private static func snapshot(_ host: TestHost, _ engine: EngineKind, _ name: String) async throws -> String {
    try await host.script("neighbour.sh", ["snapshot", engine.rawValue, name]).succeeded().output
  }
}
