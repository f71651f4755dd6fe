import HTTP
import TestSupport
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(10))) struct ConnectTests {
  private func error(connectingTo endpoint: Endpoint) async throws -> EngineError {
    try #require(await #expect(throws: EngineError.self) { try await Engine.connect(endpoint) })
  }

  @Test(arguments: [
    (StubFlavour.docker, Product.docker, Version(1, 51), Version?.none),
    (.docker(api: "1.41"), .docker, Version(1, 41), nil),
    (.docker(api: "1.55"), .docker, Engine.newestAPI, nil),
    (.podman, .podman, Version(1, 41), Version(5, 4, 2)),
    (.podman(version: "5.8.6", api: "1.44"), .podman, Version(1, 44), Version(5, 8, 6)),
  ])
  func `one call tells the product and agrees on a version`(
    flavour: StubFlavour, product: Product, api: Version, libpod: Version?
  ) async throws {
    let stub = StubEngine(flavour)
    let engine = try await Engine.connect(.unix(path: stub.path))
    #expect(engine.product == product)
    #expect(engine.apiVersion == api)
    #expect(engine.libpodVersion == libpod)
    #expect(stub.calls.map(\.description) == ["HEAD /_ping"])
  }

  @Test func `calls are made at the agreed version`() async throws {
    let stub = StubEngine(.docker(api: "1.45"))
    _ = try await Engine.connect(.unix(path: stub.path)).containers()
    #expect(stub.calls.map(\.version) == [nil, "v1.45"])
  }

  @Test func `a pinned version is spoken, whatever the engine offers`() async throws {
    let stub = StubEngine(.docker(api: "1.45"))
    let engine = try await Engine.connect(.unix(path: stub.path), pinned: Version(1, 43))
    _ = try await engine.volumes()
    #expect(stub.calls.last?.version == "v1.43")
    await #expect(throws: EngineError.tooOld(.unix(path: stub.path), .docker, api: Version(1, 40))) {
      try await Engine.connect(.unix(path: stub.path), pinned: Version(1, 40))
    }
  }

  @Test func `lists go out before anything is known, on the connection that is then used on`() async throws {
    let stub = StubEngine(.podman)
    let connection = Connection(.unix(path: stub.path))
    async let containers = connection.containers(.labels("a=b"))
    async let networks = connection.networks()
    async let volumes = connection.volumes()
    let engine = try await Engine.negotiate(over: connection)
    #expect(try await containers.isEmpty)
    #expect(try await networks.count == 3)
    #expect(try await volumes.isEmpty)
    #expect(engine.product == .podman)
    #expect(stub.calls.allSatisfy { $0.version == nil })
  }

  @Test func `where HEAD is not let through, GET asks`() async throws {
    let server = HTTPServer { request, connection in
      connection.respond(request.method == "GET" ? 200 : 403, headers: ["Api-Version": "1.45"])
    }
    #expect(try await Engine.connect(.unix(path: server.path)).product == .docker)
  }

  @Test func `an engine older than 20.10 is refused`() async throws {
    let stub = StubEngine(.docker(api: "1.40"))
    let error = try await error(connectingTo: .unix(path: stub.path))
    #expect(error == .tooOld(.unix(path: stub.path), .docker, api: Version(1, 40)))
    #expect(error.description.contains("speaks API 1.40, and nodectl needs 1.41 or newer"))
  }

  @Test(arguments: [
    "HTTP/1.1 200 OK\r\nServer: nginx/1.22\r\nContent-Length: 2\r\n\r\nOK",
    "HTTP/1.1 404 Not Found\r\nServer: nginx/1.22\r\nContent-Length: 0\r\n\r\n",
    "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
    "SSH-2.0-OpenSSH_9.2\r\n",
    "",
  ])
  func `what is no engine is not taken for one`(answer: String) async throws {
    let server = HTTPServer { _, connection in
      connection.write(Array(answer.utf8))
      connection.close()
    }
    let error = try await error(connectingTo: .unix(path: server.path))
    guard case .notAnEngine(.unix(server.path), let found) = error else { throw error }
    #expect(!answer.contains("nginx") || found.hasSuffix("from nginx/1.22"))
    #expect(error.description.contains("neither Docker nor Podman"))
  }

  @Test func `a socket that is not there, or that nobody serves, says what to do`() async throws {
    let missing = try await error(connectingTo: .unix(path: "/nonexistent/docker.sock"))
    #expect(
      missing.description.hasPrefix("no engine listens on /nonexistent/docker.sock: it does not exist; start one"))
    let stub = StubEngine(.docker)
    stub.close()
    let refused = try await error(connectingTo: .unix(path: stub.path))
    #expect(
      refused.description.hasSuffix(
        "the engine behind it is not running; start it (systemctl start docker, or systemctl start podman.socket)"))
  }

  @Test func `a socket that we may not use says who may`() {
    let endpoint = Endpoint.unix(path: "/run/docker.sock")
    let error = EngineError.unreachable(endpoint, .unreachable(endpoint, errno: 13, reason: "Permission denied"))
    #expect(error.description.hasPrefix("this user may not use /run/docker.sock: run nodectl as root"))
  }
}
