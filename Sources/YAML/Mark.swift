/// A position in a source: line and column, both counted from 1, the column in Unicode scalars.
package struct Mark: Sendable, Hashable {
  package let source: Source
  package let line: Int
  package let column: Int

  package init(source: Source, line: Int, column: Int) {
    self.source = source
    self.line = line
    self.column = column
  }

  package static func == (left: Mark, right: Mark) -> Bool {
    left.source.name == right.source.name && left.line == right.line && left.column == right.column
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(source.name)
    hasher.combine(line)
    hasher.combine(column)
  }
}

extension Mark: CustomStringConvertible {
  /// As compilers write it: `node.yaml:3:14`.
  package var description: String { "\(source.name):\(line):\(column)" }
}
