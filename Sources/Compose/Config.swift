import NodeSpec
import YAML

/// An entry of `configs:`: a file that is no secret, whose text the compose file has itself.
package struct Config: Sendable, Equatable {
  package let key: String
  package let content: String

  package init(key: String, content: String) { (self.key, self.content) = (key, content) }

  static func read(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> Config? {
    var fields = MappingReader(entry.value, diagnostics)
    let content = fields.required("content", hint: "the text of the file, after 'content: |'")?.text(diagnostics)
    fields.reportUnknownKeys(allowingExtensions: true)
    return content.map { Config(key: entry.key.text, content: $0) }
  }

  var rendered: Value { ["content": .string(content)] }
}
