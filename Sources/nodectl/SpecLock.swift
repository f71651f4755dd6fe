import Compose
import Engine
import Export
import Images
import NodeSpec
import Orchestrator
import Planning
import YAML

/// A node's spec with every image named by the digest that the engine knows it by.
struct SpecLock {
  private let node: LoadedNode
  private let project: Project

  init(_ node: LoadedNode) {
    self.node = node
    project = DesiredNode(withoutSecrets: node).project
  }

  /// The text of the spec's file, all of it; throws where an image has no digest, or is not the spec's to name.
  func text(_ engine: Engine) async throws -> String {
    var pins: [SpecPin] = []
    for service in project.services {
      pins.append(SpecPin(try path(of: service), try await resolve(service, engine)))
    }
    var spec = SpecText(of: node.document)
    for pin in pins {
      // 'metrics: exporter' has no place for an image: it becomes a mapping.
      let isWord = pin.path[0] == "metrics" && node.document["metrics"]?.mapping == nil
      spec.set(isWord ? "{kind: exporter, image: \(pin.image)}" : "\(pin.image)", at: isWord ? ["metrics"] : pin.path)
    }
    try check(spec.text, pins)
    return spec.text
  }

  private var name: String { node.spec.name.value.description }

  private func path(of service: Service) throws(Failure) -> [String] {
    let sections = ["zerotier": "zerotier", "k0s": "k0s", "crio-krun": "runtime", "node-exporter": "metrics"]
    switch node.spec.template.value {
    case .classic, .file: break
    case .crioKrun, .containerd, .external:
      // An override may have the last word.
      let plain = Stack(node.spec, Diagnostics())?.project(Stack.Inputs(hostPort: 1), Diagnostics())
      if let section = sections[service.name], plain?.service(service.name)?.image == service.image {
        return [section, "image"]
      }
    }
    throw Failure(
      .failed,
      "error: \(name): the image \(service.image) of \(service.name) is named by a compose file and not by the spec;"
        + " write its digest there")
  }

  private func resolve(_ service: Service, _ engine: Engine) async throws -> ImageReference {
    let image = try ImageReference(service.image)
    if let digest = image.digest { return try image.pinned(to: digest) }
    let details: ImageDetails
    do { details = try await engine.inspectImage(image) } catch let error as EngineError where error.isNotFound {
      throw Failure(
        .failed,
        "error: \(name): the image \(image) of \(service.name) is not on \(engine.product);"
          + " nodectl pull \(name) fetches it")
    }
    let known = details.image.digests.compactMap { try? ImageReference($0) }
    guard let digest = known.first(where: { $0.name == image.name })?.digest else {
      throw Failure(
        .failed,
        "error: \(name): \(engine.product) knows no digest of \(image), the image of \(service.name), as for one that was"
          + " built or loaded there; nodectl pull \(name) fetches the registry's")
    }
    return try image.pinned(to: digest)
  }

  /// A spec may say things in ways that an edit of its text does not meet, an alias for instance.
  private func check(_ text: String, _ pins: [SpecPin]) throws(Failure) {
    let source = Source(name: node.document.mark.source.name, text: text)
    let images = ((try? Parser.parse(source)) ?? []).compactMap { document -> [ImageReference?]? in
      let diagnostics = Diagnostics()
      let spec = NodeSpec.read(Interpolator.interpolate(document, node.variables, diagnostics), diagnostics)
      guard spec?.name.value == node.spec.name.value, !diagnostics.hasErrors else { return nil }
      return [spec?.zerotier.image, spec?.k0s.image, spec?.runtime.image, spec?.exporterImage]
    }.first
    guard let images, Set(images.compactMap(\.self)) == Set(pins.map(\.image)) else {
      throw Failure(
        .failed,
        "error: \(name): the spec is written in a way in which its images cannot be replaced; write them in:\n"
          + pins.map { "  \($0.path.joined(separator: ".")): \($0.image)" }.joined(separator: "\n"))
    }
  }
}
