/// A file that configures the runtime of a node.
package struct RuntimeFile: Sendable, Equatable {
  /// An absolute path in the container of the runtime.
  package let path: String
  package let content: String

  package init(path: String, content: String) { (self.path, self.content) = (path, content) }

  /// Tells it apart from the other files of a node, in words that are a file's name too.
  package var name: String {
    let parts = path.split(separator: "/").drop { $0 == "etc" }
    return parts.joined(separator: "-").replacing(":", with: "_")
  }
}
