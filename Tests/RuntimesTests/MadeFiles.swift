import NodeSpec
import Testing
import YAML

@testable import Runtimes

/// The files of a spec with a `runtime`, and what was found wrong, in order.
func makeFiles(
  _ runtime: String, _ texts: [String: String], k0s: String = "v1.34.1+k0s.0"
) throws -> (files: [RuntimeFile], problems: [String]) {
  let text = """
    name: edge
    zerotier: {network: 8056c2e21c000001, identity: {file: identity.secret}}
    k0s: {version: \(k0s), joinToken: {file: join-token}}
    runtime: {\(runtime)}
    """
  let diagnostics = Diagnostics()
  let document = try #require(try Parser.parse(Source(name: "node.yaml", text: text)).first)
  let spec = try #require(NodeSpec.read(document, diagnostics))
  let sources = Dictionary(uniqueKeysWithValues: texts.map { ($0, Source(name: $0, text: $1)) })
  let files = RuntimeFiles.make(for: spec, texts: sources, diagnostics)
  return (files, diagnostics.problems.map(\.description))
}
