package import NodeSpec
package import YAML

extension Interpolator {
  /// The document with the variables in its values replaced, keys as they are; what goes wrong is reported where it stands.
  ///
  /// A value that held a variable is text from then on, whatever it looks like: readers cast it, as compose does.
  package static func interpolate(
    _ node: Node, _ variables: Variables, keepingEscapes: Bool = false, _ diagnostics: Diagnostics
  ) -> Node {
    var room = fileLimit
    return interpolate(node, variables, keepingEscapes, &room, diagnostics)
  }

  private static func interpolate(
    _ node: Node, _ variables: Variables, _ keepsEscapes: Bool, _ room: inout Int, _ diagnostics: Diagnostics
  ) -> Node {
    guard !node.isReset else { return node }  // it only removes
    switch node.content {
    case .sequence(let items):
      let items = items.map { interpolate($0, variables, keepsEscapes, &room, diagnostics) }
      return Node(.sequence(items), mark: node.mark, tag: node.tag)
    case .mapping(let entries):
      let entries = entries.map { entry in
        let value = interpolate(entry.value, variables, keepsEscapes, &room, diagnostics)
        return Node.Entry(key: entry.key, keyMark: entry.keyMark, value: value)
      }
      return Node(.mapping(entries), mark: node.mark, tag: node.tag)
    case .scalar(let scalar):
      guard scalar.text.unicodeScalars.contains("$") else { return node }
      var interpolator = Interpolator(variables, keepingEscapes: keepsEscapes, limit: room)
      do throws(InterpolationError) {
        let text = try interpolator.interpolate(scalar.text)
        room -= text.utf8.count
        for name in interpolator.unset {
          diagnostics.warning(
            node.mark, "the variable \(name) is not set and counts as empty",
            hint: "set it in the environment or in the .env file, or write ${\(name):-} if it may be empty")
        }
        return Node(.scalar(Scalar(text, style: .quoted)), mark: node.mark, tag: node.tag)
      } catch {
        diagnostics.error(mark(of: error, in: scalar, at: node.mark), error.message, hint: error.hint)
        return node
      }
    }
  }

  /// Where in the file the variable stands: its dollar where that is on the value's first line, and stands there as it is
  /// in the value, else where the value begins.
  private static func mark(of error: InterpolationError, in scalar: Scalar, at mark: Mark) -> Mark {
    let quote = scalar.style == .quoted ? 1 : 0
    let column = mark.column + quote + error.offset
    let line = mark.source.line(mark.line)?.unicodeScalars.dropFirst(column - 1)
    return line?.first == "$" ? Mark(source: mark.source, line: mark.line, column: column) : mark
  }
}
