package import Images
import YAML

/// `runtime:` of a spec: what runs the pods.
package struct RuntimeSection: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    case crioKrun = "crio-krun"
  }

  package let kind: Kind
  /// The image of the runtime's service; nil for the template's.
  package let image: ImageReference?

  package init(kind: Kind = .crioKrun, image: ImageReference? = nil) {
    self.kind = kind
    self.image = image
  }

  static func read(_ node: Node, _ diagnostics: Diagnostics) -> RuntimeSection {
    var fields = MappingReader(node, diagnostics)
    let kind = fields.optional("kind")?.choice(Kind.self, diagnostics)
    let image = fields.optional("image")?.image(diagnostics)
    fields.reportUnknownKeys()
    return RuntimeSection(kind: kind ?? .crioKrun, image: image)
  }
}
