import Dispatch
import Host
import SystemPackage
import TestSupport
import Testing

@testable import nodectl

/// `logs`, against a stub engine on a real socket.
@Suite struct LogsTests {
  private let sandbox: Sandbox

  init() throws {
    ProcessEnvironment.outliveReaders()
    sandbox = try Sandbox()
  }

  /// Runs the body with an engine on which the node is up.
  private func with(
    _ flavour: StubFlavour = .docker, _ body: (StubEngine, _ logs: [String]) async throws -> Void
  ) async throws {
    try await UpNode.with(flavour, in: sandbox) { node in
      try await body(node.engine, ["logs"] + node.engineOption)
    }
  }

  private func said() throws -> String { try sandbox.read(".output") }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `several services are merged in the order of their times, each line behind its service`(flavour: StubFlavour)
    async throws
  {
    try await with(flavour) { engine, logs in
      engine.change { world in
        world.write("first\n", to: "edge-01-zerotier-1")
        world.write("second\n", to: "edge-01-crio-krun-1", source: 2)
        world.write("third\n", to: "edge-01-k0s-1")
      }
      let all = try await sandbox.run(logs)
      #expect(all.output == "zerotier  | first\ncrio-krun | second\nk0s       | third\n")
      #expect(try await sandbox.run(logs + ["crio-krun"]).output == "second\n")
      #expect(try await sandbox.run(logs + ["edge-01/k0s", "--timestamps"]).output.hasSuffix("Z third\n"))
    }
  }

  @Test func `tail takes the last lines of each service`() async throws {
    try await with { engine, logs in
      engine.change { world in for line in 1...3 { world.write("\(line)\n", to: "edge-01-k0s-1") } }
      let last = try await sandbox.run(logs + ["k0s", "--tail", "2"])
      #expect(last.output == "2\n3\n")
      let none = try await sandbox.run(logs + ["k0s", "-n", "0"])
      #expect(none.output == "")
    }
  }

  @Test func `moments are passed to the engine, a duration as so long ago`() async throws {
    try await with { engine, logs in
      _ = try await sandbox.run(logs + ["k0s", "--since", "2026-11-23T14:00:00Z", "--until", "1h"])
      let call = try #require(engine.calls.last { $0.path.hasSuffix("/logs") })
      #expect(call.query["since"] == "1795442400.000000000")
      #expect((call.query["until"].flatMap(Double.init) ?? 0) > 1_600_000_000)
    }
  }

  @Test func `no secret of the node is shown`() async throws {
    try await with { engine, logs in
      engine.change { $0.write("joining with \(joinToken) as \(knownIdentity)\n", to: "edge-01-k0s-1") }
      let outcome = try await sandbox.run(logs + ["k0s"])
      #expect(outcome.output.hasPrefix("joining with ****"))
      #expect(
        SecretSearch(for: [String(knownIdentity.suffix(128)), joinToken]).findings(in: Array(outcome.output.utf8)) == []
      )
    }
  }

  @Test func `unknown services and nodes are answered with those that there are`() async throws {
    try await with { _, logs in
      let service = try await sandbox.run(logs + ["kos"])
      #expect(service.status == .usage)
      #expect(service.errors.hasSuffix("did you mean 'k0s'? there are: zerotier, crio-krun, k0s\n"))
      let node = try await sandbox.run(logs + ["edge-09/k0s"])
      #expect(node.status == .failed)
      #expect(node.errors.hasPrefix("error: edge-09: is not on unix://"), "\(node.errors)")
    }
  }

  @Test func `without a spec the names on the engine will do`() async throws {
    try await with { engine, logs in
      engine.change { $0.write("here\n", to: "edge-01-k0s-1") }
      let elsewhere = try Sandbox()
      #expect(try await elsewhere.run(logs + ["k0s"]).output == "here\n")
      #expect(try await elsewhere.run(logs + ["edge-01"]).output == "k0s       | here\n")
      #expect(try await elsewhere.run(logs + ["edge-01/k0s"]).output == "here\n")
    }
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `followed, a service is read on after a restart and in a new container, each line once`(flavour: StubFlavour)
    async throws
  {
    try await with(flavour) { engine, logs in
      engine.change { $0.write("before\n", to: "edge-01-k0s-1") }
      let following = Task { try await sandbox.run(logs + ["k0s", "--follow"]) }
      try await eventually { try said() == "before\n" }
      engine.change { $0.write("live\n", to: "edge-01-k0s-1") }
      try await eventually { try said() == "before\nlive\n" }
      engine.change { $0.endForGood("edge-01-k0s-1", exitCode: 3) }
      let note = "edge-01: k0s has ended with code 3; waiting for it to run again\n"
      try await eventually { try sandbox.read(".errors") == note }
      engine.change { world in
        world.start("edge-01-k0s-1")
        world.write("restarted\n", to: "edge-01-k0s-1")
      }
      try await eventually { try said() == "before\nlive\nrestarted\n" }

      let other = try Sandbox()
      let spec = sandbox.directory.appending("node.yaml").string
      let again = try await other.run(["up", "-f", spec, "--recreate", "--wait", "started"] + logs.dropFirst())
      try #require(again.status == .done, "\(again.errors)")
      engine.change { $0.write("replaced\n", to: "edge-01-k0s-1") }
      try await eventually { try said() == "before\nlive\nrestarted\nreplaced\n" }
      following.cancel()
      _ = try await following.value
    }
  }

  @Test func `a reader who has seen enough ends it quietly`() async throws {
    try await with { engine, logs in
      engine.change { world in for _ in 1...9 { world.write("line\n", to: "edge-01-k0s-1") } }
      let pipe = try FileDescriptor.pipe()
      try pipe.readEnd.close()
      let outcome = try await sandbox.run(logs, output: pipe.writeEnd)
      try pipe.writeEnd.close()
      #expect(outcome.status == .done)
      #expect(outcome.errors == "")
    }
  }

  /// Reads so many bytes, on a thread that may block.
  private func read(_ count: Int, from file: FileDescriptor) async {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async {
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var read = 0
        while read < count {
          read += unsafe buffer.withUnsafeMutableBytes { unsafe (try? file.read(into: $0)) ?? count }
        }
        continuation.resume()
      }
    }
  }

  @Test func `a slow reader holds the engine up, not the lines`() async throws {
    try await with { engine, logs in
      let text = String(repeating: "-", count: 1 << 16) + "\n"
      engine.change { world in for _ in 1...512 { world.write(text, to: "edge-01-k0s-1") } }  // 32 MiB
      let pipe = try FileDescriptor.pipe()
      let reading = Task { try await sandbox.run(logs + ["k0s"], output: pipe.writeEnd) }
      await read(8 << 20, from: pipe.readEnd)
      let told = try #require(engine.state.container("edge-01-k0s-1")).linesTold
      #expect(told < 256, "what the engine was asked for is not far ahead of what was read, 128 lines")
      try pipe.readEnd.close()
      _ = try await reading.value
      try pipe.writeEnd.close()
    }
  }
}
