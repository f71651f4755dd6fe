import Images
import YAML

/// `metrics:` of a spec: what the node can tell of the resources that are used.
package enum Metrics: String, Sendable, CaseIterable {
  /// Nothing: the kubelet sees its own container only.
  case none
  /// Of the whole host: the kubelet is in the host's cgroup and pid namespaces.
  case host
  /// Of the whole host, and not by the kubelet: node-exporter tells Prometheus.
  case exporter

  /// The label of the nodes whose metrics others than the kubelet tell, as crio-krun's published set-up has it.
  package static let externalLabel = "external-metrics"

  /// One of them alone, or a mapping with the image that is used for it.
  static func read(_ node: Node, _ diagnostics: Diagnostics) -> (metrics: Metrics, image: ImageReference?) {
    guard node.mapping != nil else { return (node.choice(Metrics.self, diagnostics) ?? .none, nil) }
    var fields = MappingReader(node, diagnostics)
    let kind = fields.required("kind", hint: "write 'kind: exporter'")?.choice(Metrics.self, diagnostics)
    let image = fields.optional("image")
    fields.reportUnknownKeys()
    if let image, let kind, kind != .exporter {
      diagnostics.error(
        image.mark, "'metrics: \(kind.rawValue)' has no image of its own", hint: "leave it out, or set 'kind: exporter'"
      )
    }
    return (kind ?? .none, image?.namedImage(diagnostics))
  }
}
