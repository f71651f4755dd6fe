import ArgumentParser
import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import nodectl

/// A directory of a test's own, and a context in it whose output is kept.
final class Sandbox: Sendable {
  let directory: FilePath

  init() throws {
    directory = FilePath("/tmp/nodectl-test-\(UInt64.random(in: 0 ... .max))")
    try FileManager.default.createDirectory(atPath: directory.string, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: directory.string) }

  func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: directory.appending(name).string))
  }

  func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: directory.appending(name).string)), as: UTF8.self)
  }

  /// What a command line ends with and says.
  ///
  /// `output` takes its results in the place of a file.
  func run(
    _ arguments: [String], environment: [String: String] = ["LANG": "C.UTF-8"], input: String = "",
    output: FileDescriptor? = nil
  ) async throws -> Outcome {
    try write(input, to: ".input")
    let command = try #require(try await Nodectl.asyncParseAsRoot(arguments) as? any NodectlCommand)
    var (context, streams) = try open(environment)
    if let output { context.output = Output(output, environment: environment) }
    defer { for stream in streams { try? stream.close() } }
    var exitCode = ExitCode.success
    do {
      try await context.closeAfter { try await command.run(in: context) }
    } catch {
      exitCode = type(of: command).exitCode(error, context)
    }
    return Outcome(exitCode: exitCode, output: try read(".output"), errors: try read(".errors"))
  }

  /// What a part of a command says.
  func capture(_ body: (Context) throws -> Void) throws -> Outcome {
    let (context, streams) = try open(["LANG": "C.UTF-8"])
    defer { for stream in streams { try? stream.close() } }
    try body(context)
    return Outcome(exitCode: .success, output: try read(".output"), errors: try read(".errors"))
  }

  private func open(_ environment: [String: String]) throws -> (Context, [FileDescriptor]) {
    let streams = try ["output", "errors"].map { name in
      try FileDescriptor.open(
        directory.appending(".\(name)"), .readWrite, options: [.create, .truncate], permissions: .ownerReadWrite)
    }
    let input = try FileDescriptor.open(
      directory.appending(".input"), .readOnly, options: .create, permissions: .ownerReadWrite)
    let context = Context(
      environment: environment, workingDirectory: directory, host: UnknownHost(), input: input,
      output: Output(streams[0], environment: environment),
      errors: Output(streams[1], environment: environment))
    return (context, streams + [input])
  }

  struct Outcome {
    let exitCode: ExitCode
    let output: String
    let errors: String

    /// Nil for a code that nodectl itself does not end with.
    var status: nodectl.ExitStatus? { nodectl.ExitStatus(rawValue: exitCode.rawValue) }
  }
}

let knownIdentity = SampleSecrets.identity
let joinToken = SampleSecrets.joinToken

/// A spec with everything beside it that it names.
func writeNode(in sandbox: Sandbox, more: String = "", nodeIP: String = "auto") throws {
  try sandbox.write(
    """
    name: edge-01
    zerotier:
      network: 8056c2e21c000001
      identity: {file: identity.secret}
    k0s:
      version: v1.34.1+k0s.0
      joinToken: {file: join-token}
      nodeIP: \(nodeIP)
    \(more)
    """, to: "node.yaml")
  try sandbox.write(knownIdentity + "\n", to: "identity.secret")
  try sandbox.write(joinToken + "\n", to: "join-token")
}
