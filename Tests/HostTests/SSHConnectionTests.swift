import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Host

/// Against programs named `ssh` that do what the real one would; the real one is in the scenarios.
@Suite(.timeLimit(.minutes(5))) struct SSHConnectionTests {
  private let directory = TemporaryDirectory()

  /// The environment in which `ssh` is this script of sh; what it is given is in the file `arguments`.
  private func environment(ssh script: String) throws -> [String: String] {
    let file = "\(directory.path)/ssh"
    let text = "#!/bin/sh\nprintf '%s\\n' \"$@\" >\(directory.path)/arguments\n\(script)\n"
    let descriptor = try FileDescriptor.open(
      FilePath(file), .writeOnly, options: [.create, .truncate, .closeOnExec], permissions: [.ownerReadWriteExecute])
    try descriptor.closeAfter { _ = try descriptor.writeAll(text.utf8) }
    return ["PATH": "\(directory.path):/usr/bin:/bin", "XDG_RUNTIME_DIR": directory.path]
  }

  private func arguments() throws -> [Substring] {
    let bytes = try FileReader.read(FilePath("\(directory.path)/arguments"), limit: 1 << 16)
    return String(decoding: bytes, as: UTF8.self).split(separator: "\n")
  }

  @Test func `it is open when the other side has said so, and ends with its input`() async throws {
    let connections = SSHConnections()
    let environment = try environment(ssh: "echo welcome; echo nodectl; cat; touch \(directory.path)/ended")
    let connection = try await connections.forward(["/a.sock"], over: ["--", "edge"], environment: environment)
    #expect(!connection.hasEnded)
    await connections.close()
    #expect(connection.hasEnded)
  }

  @Test func `all that ask for the same host at once have one connection`() async throws {
    let environment = try environment(ssh: "echo x >>\(directory.path)/count; sleep 0.2; echo nodectl; cat")
    let connections = SSHConnections()
    let sockets = try await withThrowingTaskGroup(of: [String].self) { group in
      for _ in 0..<5 {
        group.addTask {
          try await connections.forward(["/a.sock", "/b.sock"], over: ["--", "edge"], environment: environment).sockets
        }
      }
      return try await group.reduce(into: Set()) { $0.insert($1) }
    }
    #expect(sockets.count == 1)
    #expect(try FileReader.read(FilePath("\(directory.path)/count"), limit: 100).count == 2)
    await connections.close()
  }

  @Test func `what ssh says when it refuses is the error`() async throws {
    let environment = try environment(ssh: "echo 'Host key verification failed.' >&2; exit 255")
    let error = await #expect(throws: SSHError.self) {
      try await SSHConnections().forward(["/a.sock"], over: ["-l", "op", "--", "edge"], environment: environment)
    }
    #expect(error == .refused(destination: "-l op edge", words: ["Host key verification failed."]))
  }

  @Test func `a connection that breaks is told in ssh's last words, and made anew for who asks again`() async throws {
    let environment = try environment(
      ssh:
        "sleep 0.1; echo nodectl; sleep 0.1; echo 'Timeout, server edge not responding.' >&2; exit 255"
    )
    let connections = SSHConnections()
    let connection = try await connections.forward(["/a.sock"], over: ["--", "edge"], environment: environment)
    try await eventually { connection.hasEnded }
    #expect(
      await connection.loss(during: "no answer")
        == .lost(destination: "edge", words: ["Timeout, server edge not responding."], during: "no answer"))
    let next = try await connections.forward(["/a.sock"], over: ["--", "edge"], environment: environment)
    #expect(next !== connection)
    await connections.close()
  }

  @Test func `it is asked to forward the sockets and to ask nothing`() async throws {
    let connections = SSHConnections()
    let environment = try environment(ssh: "echo nodectl; cat")
    let connection = try await connections.forward(
      ["/a.sock"], over: ["-p", "22", "--", "edge"], environment: environment)
    let words = try arguments()
    #expect(words.contains("BatchMode=yes"))
    #expect(words.contains("\(connection.sockets[0]):/a.sock"))
    #expect(words.suffix(5) == ["-p", "22", "--", "edge", "echo nodectl; exec cat"])
    await connections.close()
  }

  @Test func `without ssh it says what to install`() async throws {
    let error = await #expect(throws: SSHError.self) {
      try await SSHConnections().forward(["/a"], over: ["--", "edge"], environment: ["PATH": directory.path])
    }
    #expect(error == .notInstalled)
  }

  @Test func `who is cancelled does not wait for a host that does not answer`() async throws {
    let environment = try environment(ssh: "exec sleep 600")
    let connections = SSHConnections()
    let task = Task { try await connections.forward(["/a.sock"], over: ["--", "edge"], environment: environment) }
    try await eventually { (try? arguments()) != nil }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    await connections.close()
  }
}
