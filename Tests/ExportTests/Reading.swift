import Compose
import NodeSpec
import Testing
import YAML

/// The project of a compose file that has no mistakes.
func project(_ text: String) throws -> Project {
  let diagnostics = Diagnostics()
  let document = try #require(try Parser.parse(Source(name: "compose.yaml", text: text)).first)
  let project = Project.read(document, name: "edge-01", diagnostics)
  try #require(diagnostics.problems == [])
  return project
}
