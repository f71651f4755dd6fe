import ArgumentParser
import Host
import SystemPackage
import TestSupport
import Testing

@testable import nodectl

/// `exec` without a terminal, against a stub engine on a real socket.
@Suite struct ExecCommandTests {
  init() { ProcessEnvironment.outliveReaders() }

  /// The configuration of the last exec that an engine was asked for.
  private func asked(_ node: UpNode) throws -> JSONValue {
    try #require(node.engine.calls.last { $0.path.hasSuffix("/exec") }).json
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `a command's outputs are passed on, and its exit code is nodectl's`(flavour: StubFlavour) async throws {
    try await UpNode.with(flavour) { node in
      node.engine.change { world in
        world.exec = { container, command in
          container == "edge-01-k0s-1" && command == ["ls", "-l", "--", "/etc"]
            ? StubExecAnswer(exitCode: 42, stdout: "out\n", stderr: "err\n") : StubExecAnswer(exitCode: 1)
        }
      }
      let outcome = try await node.run("exec", "k0s", "ls", "-l", "--", "/etc")
      #expect(outcome.exitCode == ExitCode(42))
      #expect(outcome.output == "out\n")
      #expect(outcome.errors == "err\n")
      #expect(try await node.run("exec", "edge-01/k0s", "--", "ls", "-l", "--", "/etc").output == "out\n")
    }
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `what comes in is the command's input, to its end`(flavour: StubFlavour) async throws {
    try await UpNode.with(flavour) { node in
      let text = String(repeating: "0123456789abcde\n", count: 1 << 16)  // 1 MiB
      let outcome = try await node.run("exec", "k0s", "--", "cat", input: text)
      #expect(outcome.exitCode == .success)
      #expect(outcome.output == text)
      #expect(try asked(node)["Tty"] == false)
    }
  }

  @Test func `without interaction nothing that comes in is read`() async throws {
    try await UpNode.with { node in
      let outcome = try await node.run("exec", "--no-interactive", "k0s", "cat", input: "mine")
      #expect(outcome.output == "")
      #expect(try asked(node)["AttachStdin"] == false)
    }
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `a command that is left to itself has no input and shows nothing`(flavour: StubFlavour) async throws {
    try await UpNode.with(flavour) { node in
      node.engine.change { $0.exec = { _, _ in StubExecAnswer(exitCode: 3, stdout: "out\n") } }
      let outcome = try await node.run("exec", "--detach", "-u", "1000", "k0s", "--", "sleep", "60", input: "mine")
      #expect(outcome.exitCode == .success, "\(outcome.errors)")
      #expect(outcome.output == "" && outcome.errors == "")
      let asked = try asked(node)
      #expect(asked["Cmd"] == ["sleep", "60"] && asked["User"] == "1000")
      #expect(["AttachStdin", "AttachStdout", "AttachStderr", "Tty"].allSatisfy { asked[$0] == false })
      #expect(try #require(node.engine.calls.last { $0.path.hasSuffix("/start") }).json["Detach"] == true)
    }
  }

  @Test(arguments: [StubFlavour.docker, .podman])
  func `a command that cannot be left to itself because there is none is told`(flavour: StubFlavour) async throws {
    try await UpNode.with(flavour) { node in
      node.engine.change { $0.exec = { _, _ in StubExecAnswer(exitCode: 127, stderr: "/none: no such file") } }
      let outcome = try await node.run("exec", "-d", "k0s", "/none")
      #expect(outcome.exitCode == ExitCode(flavour.isPodman ? 1 : 127))
      #expect(outcome.errors.hasPrefix("error: "))
      #expect(outcome.errors.contains("/none: no such file"), "\(outcome.errors)")
    }
  }

  @Test func `user, directory, variables and privileges are asked for`() async throws {
    try await UpNode.with { node in
      _ = try await node.run(
        "exec", "-T", "-i", "-u", "1000:1000", "-w", "/tmp", "-e", "A=b=c", "--env", "NOSUCH", "--privileged", "k0s",
        "env")
      let asked = try asked(node)
      #expect(asked["Cmd"] == ["env"])
      #expect(asked["User"] == "1000:1000")
      #expect(asked["WorkingDir"] == "/tmp")
      #expect(asked["Env"] == ["A=b=c"])
      #expect(asked["Privileged"] == true)
    }
  }

  @Test(arguments: [
    (["k0s"], "a command is missing"), (["k0s", "-T", "--", "sh"], "options go before the service"),
    (["-t", "-T", "k0s", "sh"], "-t and -T exclude each other"), (["-t", "-d", "k0s", "sh"], "-t and -d exclude"),
  ])
  func `a command line that cannot be meant is refused`(arguments: [String], words: String) async throws {
    let error = await #expect(throws: (any Error).self) { try await Nodectl.asyncParseAsRoot(["exec"] + arguments) }
    #expect(Nodectl.message(for: try #require(error)).contains(words))
  }

  @Test func `a terminal that is asked for and is not there is told`() async throws {
    try await UpNode.with { node in
      let outcome = try await node.run("exec", "-it", "k0s", "sh")
      #expect(outcome.status == .usage)
      #expect(outcome.errors.hasPrefix("error: -t needs a terminal"))
    }
  }

  @Test func `a word that means several services, or none, is answered with those that there are`() async throws {
    try await UpNode.with { node in
      let several = try await node.run("exec", "edge-01", "sh")
      #expect(several.status == .usage)
      #expect(several.errors.hasSuffix(": edge-01/zerotier, edge-01/crio-krun, edge-01/k0s\n"), "\(several.errors)")
      let none = try await node.run("exec", "kos", "sh")
      #expect(none.errors.hasSuffix("did you mean 'k0s'? there are: zerotier, crio-krun, k0s\n"))
    }
  }

  @Test func `a service that does not run is told, with what starts it`() async throws {
    try await UpNode.with { node in
      node.engine.change { $0.endForGood("edge-01-k0s-1", exitCode: 3) }
      let outcome = try await node.run("exec", "k0s", "sh")
      #expect(outcome.status == .failed)
      #expect(outcome.errors == "error: edge-01: k0s does not run; nodectl start edge-01/k0s starts it\n")
    }
  }

  @Test func `a reader who has seen enough ends it quietly`() async throws {
    try await UpNode.with { node in
      node.engine.change { $0.exec = { _, _ in StubExecAnswer(stdout: "line\n") } }
      let pipe = try FileDescriptor.pipe()
      try pipe.readEnd.close()
      let outcome = try await node.run("exec", "k0s", "yes", output: pipe.writeEnd)
      try pipe.writeEnd.close()
      #expect(outcome.exitCode == ExitCode(141), "as SIGPIPE would have ended it")
      #expect(outcome.errors == "")
    }
  }
}
