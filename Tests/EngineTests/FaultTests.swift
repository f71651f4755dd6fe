import HTTP
import TestSupport
import Testing

@testable import Engine

/// Bad days of one call.
@Suite(.timeLimit(.minutes(10))) struct FaultTests {
  private func create(_ fault: StubFault) async throws -> (StubEngine, Result<String, EngineError>) {
    let stub = StubEngine(.docker, images: [busybox])
    let engine = try await Engine.connect(stub)
    stub.inject(fault) { $0.path == "/containers/create" }
    do {
      return (stub, .success(try await engine.createContainer("k0s", .probed(), timeout: .milliseconds(500))))
    } catch let error as EngineError {
      return (stub, .failure(error))
    }
  }

  @Test(arguments: [
    (StubFault.dropBefore, Bool?.some(false)), (.dropAfter, true), (.truncate, true), (.endless, true),
    (.trickle(.seconds(1)), true), (.delay(.seconds(60)), nil),
  ])
  func `an answer that does not come, or not whole, is told as that, once asked`(
    fault: StubFault, acted: Bool?
  ) async throws {
    let (stub, result) = try await create(fault)
    let error = #expect(throws: EngineError.self) { try result.get() }
    guard case .unanswered(let call, _)? = error else { throw try #require(error) }
    #expect("\(call)" == "POST /containers/create (k0s)")
    #expect(stub.calls.map(\.description) == ["HEAD /_ping", "POST /containers/create"])
    if let acted { #expect((stub.state.container("k0s") != nil) == acted) }
  }

  @Test func `an answer that is no JSON is told without its content`() async throws {
    let (_, result) = try await create(.malformed)
    let error = #expect(throws: EngineError.self) { try result.get() }
    #expect(
      error?.description == "POST /containers/create (k0s): the engine's answer cannot be read: it is not JSON")
  }

  @Test(arguments: [500, 409, 404])
  func `a status is the engine's refusal`(status: Int) async throws {
    let (_, result) = try await create(.status(status))
    let error = #expect(throws: EngineError.self) { try result.get() }
    #expect(error?.refusal?.status == status)
    #expect(error?.refusal?.message == "the fault of this test")
  }

  @Test func `an answer with a field missing names the field`() async throws {
    let server = HTTPServer { _, connection in
      connection.respond(200, headers: ["Api-Version": "1.45"], body: Array(#"[{"Id": "a", "Image": 1}]"#.utf8))
    }
    let engine = try await Engine.connect(.unix(path: server.path))
    let error = await #expect(throws: EngineError.self) { try await engine.containers() }
    #expect(
      error?.description
        == "GET /containers/json: the engine's answer cannot be read: [0].Image is not of type String")
  }

  @Test func `a cancelled call ends as cancelled`() async throws {
    let stub = StubEngine(.docker)
    let engine = try await Engine.connect(stub)
    stub.inject(.delay(.seconds(60))) { $0.path == "/info" }
    let task = Task { try await engine.info() }
    try await eventually { stub.calls.last?.path == "/info" }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
