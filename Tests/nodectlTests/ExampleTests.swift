import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import Testing

@testable import nodectl

/// The specs that users start from.
@Suite struct ExampleTests {
  @Test(.enabled(if: schemaObstacle == nil, "\(schemaObstacle ?? "")"), arguments: examples)
  func `it exports to what the compose specification's schema allows`(example: String, node: String) async throws {
    let sandbox = try Sandbox()
    let environment = [
      "ZT_ID_PUB": "public", "ZT_ID_SEC": "secret", "K0S_JOIN_TOKEN": "token", "K0S_NODE_IP": "10.147.20.5",
    ]
    let spec = repository.appending("examples/\(example)/node.yaml").string
    let export = try await sandbox.run(
      ["export", "-f", spec, node, "--format", "json", "--engine", "unix:///nonexistent"], environment: environment)
    #expect(export.status == .done, "\(export.errors)")
    let program =
      "import json, jsonschema, sys; jsonschema.validate(json.load(sys.stdin), json.load(open(sys.argv[1])))"
    let validation = try await Subprocess.run(
      .name("python3"), arguments: ["-c", program, schema.string], input: .string(export.output),
      output: .discarded, error: .string(limit: 1 << 20))
    #expect(validation.terminationStatus.isSuccess, "\(validation.standardError)")
  }
}

private let examples = [
  ("minimal", "edge-01"), ("full", "edge-02"), ("two-nodes", "edge-03"), ("two-nodes", "edge-04"),
  ("classic", "edge-05"), ("demo", "demo"), ("containerd", "edge-06"), ("crio-krun", "edge-07"),
  ("gvisor", "edge-08"), ("runtimes", "edge-09"), ("nvidia", "edge-10"), ("external", "edge-11"),
  ("cri-dockerd", "edge-12"), ("metrics", "edge-13"),
  ("containerd-config", "edge-16"),
]

/// The directory of the sources.
let repository = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

private let schema = repository.appending("../shared/data/compose-spec.schema.json").lexicallyNormalized()

/// Why there is nothing to validate with; nil where there is.
private let schemaObstacle: String? = {
  if !FileManager.default.fileExists(atPath: schema.string) { return "there is no \(schema)" }
  guard unsafe system("python3 -c 'import jsonschema' 2>/dev/null") == 0 else {
    return "python3 has no jsonschema here"
  }
  return nil
}()
