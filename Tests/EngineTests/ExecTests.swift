import HTTP
import TestSupport
import Testing

@testable import Engine

@Suite(.timeLimit(.minutes(10))) struct ExecTests {
  private func run(
    _ flavour: StubFlavour, _ answer: StubExecAnswer, limit: Int = 64 << 10
  ) async throws -> ExecResult {
    let stub = StubEngine(flavour, images: [busybox])
    stub.change { world in
      world.exec = { container, command in
        container == "k0s" && command == ["zerotier-cli", "info"] ? answer : StubExecAnswer(exitCode: 127)
      }
    }
    let engine = try await Engine.connect(stub)
    _ = try await engine.createContainer("k0s", .probed())
    try await engine.startContainer("k0s")
    return try await engine.run(in: "k0s", ExecConfiguration(["zerotier-cli", "info"]), limit: limit)
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `a command's exit code and both its outputs are given`(flavour: StubFlavour) async throws {
    let result = try await run(flavour, StubExecAnswer(exitCode: 7, stdout: "out", stderr: "err"))
    #expect(result.exitCode == 7)
    #expect(result.stdout == Array("out".utf8))
    #expect(result.stderr == Array("err".utf8))
    #expect(!result.isTruncated)
  }

  @Test func `more output than is wanted is passed over`() async throws {
    let result = try await run(.docker, StubExecAnswer(stdout: String(repeating: "x", count: 1000)), limit: 10)
    #expect(result.stdout.count == 10)
    #expect(result.isTruncated)
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `a container that does not run is told`(flavour: StubFlavour) async throws {
    let stub = StubEngine(flavour, images: [busybox])
    let engine = try await Engine.connect(stub)
    _ = try await engine.createContainer("k0s", .probed())
    let error = await #expect(throws: EngineError.self) { try await engine.run(in: "k0s", ExecConfiguration(["true"])) }
    #expect(error?.isNotRunning == true)
  }

  @Test func `a command that goes on is given up after its time`() async throws {
    let stub = StubEngine(.docker, images: [busybox])
    let engine = try await Engine.connect(stub)
    _ = try await engine.createContainer("k0s", .probed())
    try await engine.startContainer("k0s")
    stub.inject(.delay(.seconds(60))) { $0.path.hasSuffix("/start") }
    let error = await #expect(throws: EngineError.self) {
      try await engine.run(in: "k0s", ExecConfiguration(["sleep"]), timeout: .milliseconds(50))
    }
    guard case .unanswered(_, .timedOut)? = error else { throw try #require(error) }
  }
}
