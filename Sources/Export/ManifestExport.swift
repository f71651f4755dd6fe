package import Runtimes
import YAML

/// The objects of the cluster that go with a node, for `kubectl apply`.
package enum ManifestExport {
  /// A RuntimeClass for each handler of the node's runtime, after a comment for each note.
  package static func text(handlers: [RuntimeHandler], notes: [String]) -> String {
    comments(notes) + handlers.map { Emitter.text(runtimeClass($0)) }.joined(separator: "---\n")
  }

  private static func comments(_ notes: [String]) -> String { notes.map { "# \($0)\n" }.joined() }

  private static func runtimeClass(_ handler: RuntimeHandler) -> Value {
    [
      "apiVersion": "node.k8s.io/v1", "kind": "RuntimeClass", "metadata": ["name": .string(handler.runtimeClass)],
      "handler": .string(handler.name),
    ]
  }
}
