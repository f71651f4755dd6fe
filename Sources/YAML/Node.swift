/// A piece of a YAML document and where it stands.
package struct Node: Sendable {
  package enum Content: Sendable {
    case scalar(Scalar)
    case sequence([Node])
    case mapping([Entry])
  }

  /// A key of a mapping with its value, in the order of the text.
  package struct Entry: Sendable {
    package var key: Scalar
    package let keyMark: Mark
    package var value: Node

    package init(key: Scalar, keyMark: Mark, value: Node) {
      self.key = key
      self.keyMark = keyMark
      self.value = value
    }
  }

  package var content: Content
  package let mark: Mark
  /// An explicit tag such as `!reset`, without the core schema's prefix expanded.
  package let tag: String?

  package init(_ content: Content, mark: Mark, tag: String? = nil) {
    self.content = content
    self.mark = mark
    self.tag = tag
  }
}

extension Node {
  package var scalar: Scalar? {
    if case .scalar(let scalar) = content { scalar } else { nil }
  }

  package var sequence: [Node]? {
    if case .sequence(let items) = content { items } else { nil }
  }

  package var mapping: [Entry]? {
    if case .mapping(let entries) = content { entries } else { nil }
  }

  package var isNull: Bool { scalar?.value == .null }

  /// The value under a key of a mapping; nil where there is none, or this is no mapping.
  package subscript(key: String) -> Node? {
    mapping?.first { $0.key.text == key }?.value
  }

  /// What a user would call this: `a mapping`, `a list`, `text`, `a number`, ...
  package var kind: String {
    switch content {
    case .scalar(let scalar): scalar.value.kind
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The same content without positions.
  package var value: Value {
    switch content {
    case .scalar(let scalar): scalar.value
    case .sequence(let items): .sequence(items.map(\.value))
    case .mapping(let entries): .mapping(entries.map { Value.Entry($0.key.text, $0.value.value) })
    }
  }
}
