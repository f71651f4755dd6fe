import FoundationEssentials
import TestSupport
import Testing
import YAML

@testable import NodeSpec

@Suite struct SchemaTests {
  @Test(.enabled("no python3 with jsonschema to compare with") { await Python.has("jsonschema") })
  func `every example is valid for another's validator`() async throws {
    let documents = try examples()
    #expect(documents.count > 5)
    #expect(try await verdicts(on: documents) == documents.map { _ in true })
  }

  @Test(.enabled("no python3 with jsonschema to compare with") { await Python.has("jsonschema") })
  func `a bad spec is invalid for another's validator, and refused by nodectl`() async throws {
    let bad = [
      "name: edge-01", specText(more: "dataDirs: ./x"), specText(more: "dataDir: /a:b"), specText(more: "kind: Pod"),
      specText(more: "template: crio"), specText(more: "template: classic"), specText(more: "engine: [docker]"),
      specText(more: "runtime: {kind: cri-o}"), specText(more: "runtime: {dropIns: a.conf}"),
      specText(more: "runtime: {dropIns: [.conf]}"), specText(more: "runtime: {registries: {docker.io: {far: 1}}}"),
      specText(more: "runtime: {registries: {docker.io: {mirrors: [mirror]}}}"),
      specText(more: "runtime: {registries: {'https://a.b': {skipVerify: true}}}"),
      specText(more: "runtime: {registries: {docker.io: {mirrors: ['https://a.b'], capabilities: [push]}}}"),
      specText(more: "runtime: {kind: containerd, runtimes: {runc: {}}}"),
      specText(more: "runtime: {kind: containerd, runtimes: {runsc: {shim: runsc}}}"),
      specText(more: "runtime: {kind: containerd, runtimes: {runsc: {far-from-any: 1}}}"),
      specText(more: "runtime: {kind: containerd, runtimes: {x: {type: x, shim: /x}}}"),
      specText(more: "runtime: {kind: containerd, nvidia: {driverRoot: x}}"),
      specText(more: "runtime: {kind: containerd, nvidia: {}}"),
      specText(more: "runtime: {kind: external, socket: 'docker:unix:///run/a'}"),
      specText(more: "runtime: {kind: external, socket: 'remote:tcp://a'}"),
      specText(more: "runtime: {kind: cri-dockerd, cgroupDriver: v2}"), specText(more: "metrics: {image: a}"),
      specText(k0s: "extraArgs: {iptables-mod: nft}"), specText(k0s: "extraArgs: {data-dir: /srv}"),
      specText(k0s: "kubeletExtraArgs: {network-plugin: cni}"), specText(zerotier: "hostPort: 70000"),
      specText(more: "metrics: all"), specText(more: "hostSysctls: no"), specText(more: "resources: {memory: lots}"),
      specText(more: "resources: {cpus: two}"), specText(more: "resources: {pids: 0}"),
      specText(zerotier: "hostPort: none"), specText(k0s: "nodeIP: here"), specText(k0s: "labels: [a]"),
      specText(k0s: "labels: {'-a': b}"), specText(k0s: "labels: {a: 'b c'}"), specText(k0s: "taints: [a=b]"),
      specText(k0s: "taints: {a: b}"), specText(k0s: "kubeletExtraArgs: {--max-pods: 2}"),
      specText(k0s: "kubeletExtraArgs: {node-ip: 10.1.2.3}"), specText(k0s: "kubeletExtraArgs: {a: 'b c'}"),
      specText(k0s: "profile: a b"), specText().replacing("edge-01", with: "Edge"),
      specText().replacing("8056c2e21c000001", with: "8056c2e21c00000"),
      specText().replacing("v1.34.1+k0s.0", with: "1.34.1"),
      specText().replacing("{file: join-token}", with: "{file: a, env: b}"),
      specText().replacing("{file: join-token}", with: "join-token"),
      specText().replacing("{file: identity.secret}", with: "{public: a}"),
      specText().replacing("{file: identity.secret}", with: "{file: a, secret: b}"),
    ]
    let verdicts = try await verdicts(on: try bad.flatMap { try Parser.parse(Source(name: "", text: $0)).map(\.value) })
    for (text, isValid) in zip(bad, verdicts) {
      #expect(!isValid, "\(text)")
      #expect(try !read(text).problems.isEmpty, "\(text)")
    }
  }

  @Test(arguments: [
    ([], specText(more: "far-from-any: 1")),
    (["zerotier"], specText(zerotier: "far-from-any: 1")),
    (["zerotier", "identity"], specText().replacing("identity.secret}", with: "x, far-from-any: 1}")),
    (["k0s"], specText(k0s: "far-from-any: 1")),
    (["k0s", "joinToken"], specText().replacing("{file: join-token}", with: "{file: x, far-from-any: 1}")),
    (["runtime"], specText(more: "runtime: {far-from-any: 1}")),
    (["runtime", "nvidia"], specText(more: "runtime: {kind: containerd, nvidia: {far-from-any: 1}}")),
    (["resources"], specText(more: "resources: {far-from-any: 1}")),
  ])
  func `the schema has the keys that are read, and no others`(path: [String], text: String) throws {
    let problem = try #require(try read(text).problems.first { $0.message == "unknown key 'far-from-any'" })
    let prefix = "known here: "
    let hint = try #require(problem.hint)
    try #require(hint.hasPrefix(prefix), "\(hint)")
    var schema = NodeSpec.schema
    for key in path {
      let property = try #require(schema["properties"]?[key])
      schema = property["anyOf"].flatMap { if case .sequence(let forms) = $0 { forms.first } else { nil } } ?? property
    }
    guard case .mapping(let properties)? = schema["properties"] else { throw SchemaError() }
    let known = hint.dropFirst(prefix.count).split(separator: ", ").map(String.init)
    #expect(properties.map(\.key).sorted() == known.sorted())
  }

  private struct SchemaError: Error {}

  /// The documents of all examples, before variables are filled in: as an editor sees them.
  private func examples() throws -> [Value] {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let folder = package.appending(path: "examples")
    return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().flatMap { name in
      let text = try String(contentsOf: folder.appending(path: "\(name)/node.yaml"), encoding: .utf8)
      return try Parser.parse(Source(name: name, text: text)).map(\.value)
    }
  }

  /// Whether each document is valid, by Python's jsonschema.
  private func verdicts(on documents: [Value]) async throws -> [Bool] {
    let program = """
      import json, sys, jsonschema
      schema, documents = json.load(sys.stdin)
      jsonschema.Draft202012Validator.check_schema(schema)
      for document in documents: print(jsonschema.Draft202012Validator(schema).is_valid(document))
      """
    let input = try JSONEncoder().encode([NodeSpec.schema, .sequence(documents)])
    return try await Python.lines(of: program, input: String(decoding: input, as: UTF8.self)).map { $0 == "True" }
  }
}
