import ArgumentParser
import Compose
import Images
import NodeSpec
import Ownership
import Planning

/// Validates specs, without an engine.
struct CheckCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks specs and the secrets they name, without an engine.",
    discussion: """
      nodectl check                    ./node.yaml
      nodectl check -f a.yaml -f b.yaml
      """)

  private static let sysctlsNote =
    "its kubelet sets kernel settings of the whole host, unless 'hostSysctls: refuse' forbids it: "
    + HostSysctls.kubelet.description.replacing(",", with: ", ")

  @OptionGroup var specs: SpecOptions

  func run(in context: Context) async throws {
    for node in try DesiredNode.all(try SpecLoader.load(specs, in: context), in: context) {
      try node.checkIdentity()
      if node.spec.hostSysctls.value == .allow { context.errors.print("note: \(node.name): \(Self.sysctlsNote)") }
      for note in node.movingImages { context.errors.print("note: \(node.name): \(note)") }
      if let external = node.spec.runtime.external {
        context.errors.print("note: \(node.name): \(external.warning)")
      }
      context.output.show("\(node.name): ok, \(node.project.services.map(\.name).joined(separator: " → "))\n")
    }
  }
}

extension DesiredNode {
  /// Images of the stack's own choice, or of a compose file's, that the spec's reader had no reason to warn of.
  fileprivate var movingImages: [String] {
    let named = [spec.zerotier.image, spec.k0s.image, spec.runtime.image, spec.exporterImage].compactMap(\.self)
    return project.services.compactMap { service in
      guard let image = try? ImageReference(service.image), image.isMoving, !named.contains(image) else { return nil }
      return "\(image) of \(service.name) is whatever was published last; nodectl export --lock pins what is there"
    }
  }
}
