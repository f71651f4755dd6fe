import Engine
import FoundationEssentials
import Ownership
import SystemPackage
import TestSupport
import Testing

@testable import Orchestrator
@testable import nodectl

/// What commands print for programs, held against its documented schema by a validator that is not ours.
@Suite(.enabled("no python3 with jsonschema to compare with") { await Python.has("jsonschema") })
struct JSONOutputTests {
  private let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try writeNode(in: sandbox, nodeIP: "10.1.2.3")
  }

  @Test func `a node's life in plans, progress, status and list`() async throws {
    let engine = StubEngine(
      .docker,
      images: [
        "docker.io/zerotier/zerotier:1.14.2", "ghcr.io/chaserhkj/crio-krun:latest",
        "docker.io/k0sproject/k0s:v1.34.1-k0s.0", "docker.io/k0sproject/k0s:v1.34.2-k0s.0",
      ])
    defer { engine.close() }
    let here = ["--engine", "unix://\(engine.path)"]
    try await expectOutput(of: ["plan", "--json"] + here, toBe: "plan")
    try await expectOutput(of: ["status", "--json"] + here, toBe: "status", ending: .failed)
    try await expectOutput(of: ["list", "--json"] + here, toBe: "list")
    let up = try await sandbox.run(["up", "--wait", "healthy", "--progress", "json"] + here)
    #expect(up.status == .done, "\(up.errors)")
    try await expect(lines(of: up), toBe: "progress")
    try await expectOutput(of: ["status", "--json"] + here, toBe: "status")
    try await expectOutput(of: ["list", "--json"] + here, toBe: "list")

    engine.change { world in
      world.imageBehaviour = { $0.contains("v1.34.2") ? .exiting(3, stderr: "no\n") : nil }
    }
    try sandbox.write(try sandbox.read("node.yaml").replacing("v1.34.1", with: "v1.34.2"), to: "node.yaml")
    try await expectOutput(of: ["plan", "--json"] + here, toBe: "plan")
    let upgrade = try await sandbox.run(
      ["upgrade", "--wait", "healthy", "--no-rollback", "--progress", "json"] + here)
    #expect(upgrade.status == .failed, "\(upgrade.errors)")
    try await expect(lines(of: upgrade), toBe: "progress")
    try await expectOutput(of: ["plan", "--json"] + here, toBe: "plan")
    try await expectOutput(of: ["status", "--json"] + here, toBe: "status", ending: .notReady)
    #expect(try await sandbox.run(["status"] + here).output.contains("has not come to its end"))
  }

  @Test func `what doctor and reap find`() async throws {
    let engine = StubEngine(.docker)
    defer { engine.close() }
    try await expectOutput(of: ["doctor", "--json", "--engine", "unix://\(engine.path)"], toBe: "doctor", ending: nil)
    let process = Leftovers.Process(
      pid: 12, startTime: 3, state: "S", command: "sleep", cgroup: "/nodectl/edge-01", reason: "is in its cgroup")
    let left = Leftovers(processes: [process], mounts: ["/srv/x"], cgroups: ["/nodectl/edge-01"], obstacles: ["it is"])
    for directory in [nil, "/srv"] {
      let report = ReapReport(
        node: "edge-01", dataDirectory: directory, isDryRun: true, removed: left, left: Leftovers())
      try await expect([try report.json], toBe: "reap")
    }
  }

  @Test func `what happens to services`() async throws {
    let kinds: [NodeEvent.Kind] = [
      .created, .started, .died(exitCode: nil), .died(exitCode: 137), .stopped, .killed(signal: nil),
      .killed(signal: 15), .outOfMemory, .paused, .unpaused, .health(.starting), .health(.healthy),
      .health(.unhealthy), .removed,
    ]
    let time = Timestamp(seconds: 1_795_442_400, nanoseconds: 7)
    let events = kinds.map { kind in
      NodeEvent(
        time: time, node: "edge-01", service: "k0s", container: "edge-01-k0s-1", engine: "podman", kind: kind)
    }
    try await expect(events.map(\.json), toBe: "events")
    try await UpNode.with(in: sandbox) { node in
      let told = try await node.run("events", "--json", "--since", "1h", "--until", "1s")
      try await expect(told.output.split(separator: "\n").map(String.init), toBe: "events")
    }
  }

  @Test func `what is told of identities and tokens`() async throws {
    try await expectOutput(of: ["identity", "new", "other.secret", "--json"], toBe: "identity")
    for command in ["check", "show"] { try await expectOutput(of: ["identity", command, "--json"], toBe: "identity") }
    try await expectOutput(of: ["token", "show", "join-token", "--json"], toBe: "token")
  }

  // MARK: Validating

  private func lines(of outcome: Sandbox.Outcome) -> [String] {
    outcome.errors.split(separator: "\n").map(String.init).filter { $0.hasPrefix("{") }
  }

  private func expectOutput(
    of arguments: [String], toBe schema: String, ending: nodectl.ExitStatus? = .done,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let outcome = try await sandbox.run(arguments)
    if let ending { #expect(outcome.status == ending, "\(outcome.errors)", sourceLocation: sourceLocation) }
    try #require(!outcome.output.isEmpty, "\(outcome.errors)", sourceLocation: sourceLocation)
    try await expect([outcome.output], toBe: schema, sourceLocation: sourceLocation)
  }

  /// Checks that each document is as the schema says, and has no key that the schema does not know.
  private func expect(
    _ documents: [String], toBe schema: String, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    try #require(!documents.isEmpty, sourceLocation: sourceLocation)
    let file = repository.appending("docs/schemas/\(schema).json").string
    let program = """
      import json, sys, jsonschema
      def close(schema):
          if isinstance(schema, dict):
              if "properties" in schema and isinstance(schema["properties"], dict): schema["additionalProperties"] = False
              for value in schema.values(): close(value)
          elif isinstance(schema, list):
              for value in schema: close(value)
      documents, [path] = json.load(sys.stdin)
      schema = json.load(open(path))
      close(schema)
      jsonschema.Draft202012Validator.check_schema(schema)
      validator = jsonschema.Draft202012Validator(schema)
      for text in documents:
          for error in validator.iter_errors(json.loads(text)): print(error.json_path, error.message.replace("\\n", " ")[:300])
      """
    let input = String(decoding: try JSONEncoder().encode([documents, [file]]), as: UTF8.self)
    #expect(try await Python.lines(of: program, input: input) == [], sourceLocation: sourceLocation)
  }
}
