package import YAML

/// The text of a spec in which values are set, and all else stays as its owner wrote it: comments, order, other documents.
package struct SpecText {
  /// An edit of the text: a length of Unicode scalars that is replaced.
  private struct Edit {
    let offset: Int
    let length: Int
    let text: String
  }

  private let scalars: [Unicode.Scalar]
  /// The offset of each line.
  private let lines: [Int]
  private let document: Node
  private var edits: [Edit] = []

  /// `document` is one of those that the text was read to, before variables were filled in.
  package init(of document: Node) {
    self.document = document
    let scalars = Array(document.mark.source.text.unicodeScalars)
    self.scalars = scalars
    lines = [0] + scalars.indices.filter { Self.endsLine(scalars, at: $0) }.map { $0 + 1 }
  }

  /// As YAML has it, by whose lines marks count.
  private static func endsLine(_ scalars: [Unicode.Scalar], at index: Int) -> Bool {
    switch scalars[index] {
    case "\n", "\u{85}", "\u{2028}", "\u{2029}": true
    case "\r": index + 1 == scalars.count || scalars[index + 1] != "\n"
    default: false
    }
  }

  /// The whole text with all that was set.
  package var text: String {
    var result = scalars
    for edit in edits.enumerated().sorted(by: { ($0.element.offset, $0.offset) > ($1.element.offset, $1.offset) }) {
      let start = edit.element.offset
      result.replaceSubrange(start..<start + edit.element.length, with: edit.element.text.unicodeScalars)
    }
    return String(String.UnicodeScalarView(result))
  }

  /// Sets the value at a path of keys, which needs no quotes; what is there goes, and what is missing of the path comes.
  package mutating func set(_ value: String, at path: [String]) {
    var node = document
    for (depth, key) in path.enumerated() {
      guard let next = node[key], !next.isNull else {
        let rest = path[(depth + 1)...].reversed().reduce(value) { "{\($1): \($0)}" }
        return node[key].map { replace($0, with: " \(rest)") } ?? insert("\(key): \(rest)", into: node)
      }
      node = next
    }
    replace(node, with: value)
  }

  private mutating func replace(_ node: Node, with value: String) {
    let offset = offset(of: node.mark)
    var length = node.scalar?.text.unicodeScalars.count ?? 0
    if node.scalar?.style == .quoted, offset < scalars.count {
      length = (scalars[(offset + 1)...].firstIndex(of: scalars[offset]) ?? offset) - offset + 1
    }
    edits.append(Edit(offset: offset, length: length, text: value))
  }

  /// At the beginning, where a block and `{...}` are both known to go on.
  private mutating func insert(_ entry: String, into node: Node) {
    let start = offset(of: node.mark)
    if start < scalars.count, scalars[start] == "{" {
      let separator = node.mapping?.isEmpty == false ? ", " : ""
      edits.append(Edit(offset: start + 1, length: 0, text: entry + separator))
    } else if let first = node.mapping?.first?.keyMark {
      let indentation = String(repeating: " ", count: first.column - 1)
      edits.append(Edit(offset: offset(of: first), length: 0, text: "\(entry)\n\(indentation)"))
    }
  }

  private func offset(of mark: Mark) -> Int { lines[mark.line - 1] + mark.column - 1 }
}
