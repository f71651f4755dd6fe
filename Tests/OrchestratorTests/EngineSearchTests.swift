import Engine
import HTTP
import TestSupport
import Testing

@testable import Orchestrator

@Suite(.timeLimit(.minutes(10))) struct EngineSearchTests {
  private let request = Observation.Request(node: "edge")

  private func search(_ endpoints: Endpoint...) -> EngineSearch {
    EngineSearch(
      endpoints.map { EnginePlace(EngineCandidate(address: .direct($0), origin: .found), at: .success($0)) },
      for: .automatic)
  }

  /// An engine that says no to who asks for its containers.
  private func refusing() -> StubEngine {
    let engine = StubEngine(.podman)
    engine.inject(.status(500)) { $0.path == "/containers/json" }
    return engine
  }

  @Test func `a socket behind ssh where no engine listens does not keep another from being taken`() async throws {
    let docker = StubEngine(.docker)
    defer { docker.close() }
    let nobody = HTTPServer { _, connection in connection.close() }
    let absent = Endpoint.forwarded(socket: nobody.path, to: "ssh://edge/run/podman/podman.sock")
    let found = try await search(absent, .unix(path: docker.path)).observe(request)
    #expect(found.engine.product == .docker)
  }

  @Test(arguments: [["Api-Version": "1.38"], [:]])
  func `one that is too old, or is no engine, does not keep another from being taken`(
    headers: [String: String]
  ) async throws {
    let docker = StubEngine(.docker)
    defer { docker.close() }
    let unfit = HTTPServer { _, connection in connection.respond(200, headers: headers) }
    let found = try await search(.unix(path: unfit.path), .unix(path: docker.path)).observe(request)
    #expect(found.engine.product == .docker)
  }

  @Test func `one that is there and does not tell may hold the node`() async throws {
    let (docker, podman) = (StubEngine(.docker), refusing())
    defer {
      docker.close()
      podman.close()
    }
    await #expect {
      _ = try await search(.unix(path: podman.path), .unix(path: docker.path)).observe(request)
    } throws: { error in
      if case EngineSearchError.unheard("edge", _, _, _) = error { true } else { false }
    }
  }

  @Test func `where none answers, one that is there is told of before one that is not`() async throws {
    let podman = refusing()
    defer { podman.close() }
    await #expect {
      _ = try await search(.unix(path: "/nowhere.sock"), .unix(path: podman.path)).observe(request)
    } throws: { error in
      (error as? EngineError)?.refusal?.status == 500
    }
  }
}
