import ArgumentParser
import Compose
import NodeSpec
import Ownership

/// Validates specs, without an engine.
struct CheckCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks specs and the secrets they name, without an engine.")

  private static let sysctlsNote =
    "its kubelet sets kernel settings of the whole host, unless 'hostSysctls: refuse' forbids it: "
    + HostSysctls.kubelet.description.replacing(",", with: ", ")

  @OptionGroup var specs: SpecOptions

  func run(in context: Context) async throws {
    let nodes = try SpecLoader.load(specs, in: context)
    let loader = SecretsLoader(context: context)
    for node in nodes {
      let diagnostics = Diagnostics()
      let secrets = try loader.load(node)
      try loader.checkIdentity(secrets, of: node)
      let inputs = Stack.Inputs(hostPort: ZeroTierSection.HostPort.firstAutomatic, secrets: secrets)
      let project = node.stack.project(inputs, diagnostics)
      guard !diagnostics.hasErrors else { throw Failure(diagnostics.problems) }
      if node.spec.hostSysctls.value == .allow { context.errors.print("note: \(project.name): \(Self.sysctlsNote)") }
      context.output.print("\(project.name): ok, \(project.services.map(\.name).joined(separator: " → "))")
    }
  }
}
