import YAML

@testable import NodeSpec

/// The smallest spec, with lines added below its sections and at its end.
func specText(zerotier: String = "", k0s: String = "", more: String = "") -> String {
  """
  name: edge-01
  zerotier:
    network: 8056c2e21c000001
    identity: {file: identity.secret}
  \(indented(zerotier))k0s:
    version: v1.34.1+k0s.0
    joinToken: {file: join-token}
  \(indented(k0s))\(more)
  """
}

private func indented(_ lines: String) -> String {
  lines.isEmpty ? "" : lines.split(separator: "\n").map { "  \($0)\n" }.joined()
}

/// What reading a text gives: the spec, and what was found wrong, in order.
func read(_ text: String) throws -> (spec: NodeSpec?, problems: [Problem]) {
  let diagnostics = Diagnostics()
  let source = Source(name: "node.yaml", text: text)
  let spec = try Parser.parse(source).first.flatMap { NodeSpec.read($0, diagnostics) }
  return (spec, diagnostics.problems)
}
