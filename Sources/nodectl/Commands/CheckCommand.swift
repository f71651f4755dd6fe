import ArgumentParser
import Compose
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
      context.output.show("\(node.name): ok, \(node.project.services.map(\.name).joined(separator: " → "))\n")
    }
  }
}
