import ArgumentParser
import Planning

/// Tells which nodectl this is.
struct VersionCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "version", abstract: "Prints the version of nodectl.",
    discussion: "nodectl version")

  func run(in context: Context) async throws {
    context.output.print("nodectl \(NodectlVersion.current)")
  }
}
