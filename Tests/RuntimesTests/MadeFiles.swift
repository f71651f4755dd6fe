import FoundationEssentials
import NodeSpec
import Testing
import YAML

@testable import Runtimes

/// The files of a spec with a `runtime`, and what was found wrong, in order.
func makeFiles(
  _ runtime: String, _ texts: [String: String], k0s: String = "v1.34.1+k0s.0"
) throws -> (files: [RuntimeFile], problems: [String]) {
  let diagnostics = Diagnostics()
  let spec = try spec(runtime, k0s: k0s, diagnostics)
  let files = RuntimeFiles.make(for: spec, texts: sources(texts), diagnostics)
  return (files, diagnostics.problems.map(\.description))
}

/// What pods can ask a node with such a `runtime` for.
func handlers(_ runtime: String, _ texts: [String: String]) throws -> [String] {
  RuntimeHandlers.all(of: try spec(runtime, k0s: "v1.34.1+k0s.0", Diagnostics()), texts: sources(texts)).map(\.name)
}

private func sources(_ texts: [String: String]) -> [String: Source] {
  Dictionary(uniqueKeysWithValues: texts.map { ($0, Source(name: $0, text: $1)) })
}

func spec(_ runtime: String, k0s: String, _ diagnostics: Diagnostics) throws -> NodeSpec {
  let text = """
    name: edge
    zerotier: {network: 8056c2e21c000001, identity: {file: identity.secret}}
    k0s: {version: \(k0s), joinToken: {file: join-token}}
    runtime: {\(runtime)}
    """
  let document = try #require(try Parser.parse(Source(name: "node.yaml", text: text)).first)
  return try #require(NodeSpec.read(document, diagnostics))
}

/// A text below Tests/Fixtures.
func fixture(_ path: String) throws -> String {
  let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().appending(
    path: "Fixtures")
  return try String(contentsOf: folder.appending(path: path), encoding: .utf8)
}
