import YAML

/// The objects of the cluster that go with a node, for `kubectl apply`.
package enum ManifestExport {
  /// A RuntimeClass for each handler of the node's runtime, after a comment for each note.
  package static func text(handlers: [String], notes: [String]) -> String {
    let comments = notes.map { "# \($0)\n" }.joined()
    return comments + handlers.map { Emitter.text(runtimeClass($0)) }.joined(separator: "---\n")
  }

  private static func runtimeClass(_ handler: String) -> Value {
    [
      "apiVersion": "node.k8s.io/v1", "kind": "RuntimeClass", "metadata": ["name": .string(handler)],
      "handler": .string(handler),
    ]
  }
}
