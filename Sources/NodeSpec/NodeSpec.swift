package import Images
package import YAML

/// A node as its owner describes it: one document of a `node.yaml` (DESIGN section 3).
package struct NodeSpec: Sendable {
  package let name: Located<NodeName>
  package let zerotier: ZeroTierSection
  package var k0s: K0sSection
  package let runtime: RuntimeSection
  package let metrics: Located<Metrics>
  /// The image of node-exporter; nil for the template's.
  package let exporterImage: ImageReference?
  package let resources: Located<ResourcesSection>
  package let hostSysctls: Located<HostSysctlsPolicy>
  /// The directory that becomes `/var/lib/k0s`; a relative path is taken from the directory of the spec.
  package let dataDirectory: Located<String>
  /// `auto`, `docker`, `podman`, a URL, or the name of a Docker context.
  package let engine: Located<String>
  package let template: Located<Template>
  /// Compose files of the user's that go over the template, in order; a relative path is taken from the directory of the
  /// spec.
  package let overrides: [Located<String>]

  /// Where the spec begins, for what concerns it as a whole.
  package let mark: Mark
}

extension NodeSpec {
  /// Reads a document, its variables already interpolated; nil when something required is missing or wrong.
  ///
  /// Everything wrong with it is reported, whatever is returned.
  package static func read(_ document: Node, _ diagnostics: Diagnostics) -> NodeSpec? {
    var fields = MappingReader(document, diagnostics)
    readKind(&fields, document, diagnostics)
    let name = fields.required("name", hint: "the node's name, such as 'name: edge-01'")
      .flatMap { node in node.value(diagnostics, NodeName.init).map { Located($0, at: node.mark) } }
    let zerotier = fields.required("zerotier", hint: "the mesh network: 'network' and 'identity' below it")
      .flatMap { ZeroTierSection.read($0, diagnostics) }
    let k0s = fields.required("k0s", hint: "the worker: 'version' and 'joinToken' below it")
      .flatMap { K0sSection.read($0, diagnostics) }
    let runtime = fields.optional("runtime").map { RuntimeSection.read($0, diagnostics) } ?? RuntimeSection()
    let metrics = fields.optional("metrics").map { Located(Metrics.read($0, diagnostics), at: $0.mark) }
    let resources = fields.optional("resources").map { Located(ResourcesSection.read($0, diagnostics), at: $0.mark) }
    let hostSysctls = fields.optional("hostSysctls")
      .map { Located($0.choice(HostSysctlsPolicy.self, diagnostics) ?? .allow, at: $0.mark) }
    let dataDirectory = fields.optional("dataDir").map { readDataDirectory($0, diagnostics) }
    let engine = fields.optional("engine").map { Located($0.text(diagnostics) ?? "auto", at: $0.mark) }
    let template = fields.optional("template").flatMap { Template.read($0, diagnostics) }
    let overrides = fields.optional("override").map { readOverrides($0, diagnostics) }
    fields.reportUnknownKeys()
    guard let name, let zerotier, let k0s else { return nil }
    let spec = NodeSpec(
      name: name, zerotier: zerotier, k0s: k0s, runtime: runtime,
      metrics: metrics.map { Located($0.value.metrics, at: $0.mark) } ?? Located(.none, at: document.mark),
      exporterImage: metrics?.value.image,
      resources: resources ?? Located(ResourcesSection(), at: document.mark),
      hostSysctls: hostSysctls ?? Located(.allow, at: document.mark),
      dataDirectory: dataDirectory ?? Located("./k0s-data", at: document.mark),
      engine: engine ?? Located("auto", at: document.mark),
      template: template ?? Located(Template(for: runtime.kind), at: document.mark), overrides: overrides ?? [],
      mark: document.mark)
    spec.checkRules(diagnostics)
    return spec
  }

  private static func readKind(_ fields: inout MappingReader, _ document: Node, _ diagnostics: Diagnostics) {
    for (key, expected) in [("apiVersion", "nodectl/v1"), ("kind", "WorkerNode")] {
      guard let node = fields.optional(key), let text = node.text(diagnostics), text != expected else { continue }
      diagnostics.error(
        node.mark, "\(key) \(Redaction.quote(text)) is not known to this version of nodectl",
        hint: "it reads '\(key): \(expected)'")
    }
  }

  private static func readOverrides(_ node: Node, _ diagnostics: Diagnostics) -> [Located<String>] {
    let items = node.sequence == nil ? [node] : node.items(diagnostics)
    return items.compactMap { item in item.text(diagnostics).map { Located($0, at: item.mark) } }
  }

  private static func readDataDirectory(_ node: Node, _ diagnostics: Diagnostics) -> Located<String> {
    let path = node.value(diagnostics) { (text) throws(InvalidValue) in
      guard !text.isEmpty else { throw InvalidValue("dataDir is empty", hint: "leave it out for ./k0s-data") }
      guard !text.contains(":") else {
        throw InvalidValue(
          "dataDir must not contain ':'", hint: "engines separate the parts of a bind mount with it; use another path")
      }
      return text
    }
    return Located(path ?? "./k0s-data", at: node.mark)
  }
}
