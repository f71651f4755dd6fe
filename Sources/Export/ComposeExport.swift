package import Compose
import YAML

/// A project as a compose file.
package enum ComposeExport {
  /// YAML, after a comment that says what has to stand beside the file.
  package static func yaml(_ project: Project, notes: [String]) -> String {
    notes.map { "# \($0)\n" }.joined() + Emitter.text(project.rendered)
  }

  /// The same as JSON, which is YAML too; it has no place for notes.
  package static func json(_ project: Project) -> String { project.rendered.prettyJSON + "\n" }
}
