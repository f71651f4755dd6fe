import ArgumentParser
import NodeSpec

/// Prints what editors know a spec by.
struct SchemaCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "schema", abstract: "Prints the JSON Schema of the node spec, for editors.",
    discussion: """
      nodectl schema >node.schema.json

      Begin a spec with '# yaml-language-server: $schema=node.schema.json'.
      """)

  func run(in context: Context) async throws {
    context.output.print(try NodeSpec.schema.json)
  }
}
