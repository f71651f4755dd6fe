/// A collection whose end has not come.
struct Frame {
  let isMapping: Bool
  let mark: Mark
  let tag: String?
  let anchor: String?
  private(set) var weight = Weight()

  private var items: [Node] = []
  private var entries: [Node.Entry] = []
  private var lines: [String: Int] = [:]
  private var pending: (key: Scalar, mark: Mark)?

  init(isMapping: Bool, mark: Mark, tag: String?, anchor: String?) {
    self.isMapping = isMapping
    self.mark = mark
    self.tag = tag
    self.anchor = anchor
  }

  /// Takes the next item, key or value.
  mutating func add(_ node: Node, weight: Weight) throws(YAMLError) {
    self.weight += weight
    if !isMapping {
      items.append(node)
    } else if let (key, mark) = pending.take() {
      entries.append(Node.Entry(key: key, keyMark: mark, value: node))
    } else {
      pending = (try key(node), node.mark)
    }
  }

  /// The finished collection, merge keys resolved.
  func node() throws(YAMLError) -> Node {
    Node(isMapping ? .mapping(try MergeKey.resolve(entries)) : .sequence(items), mark: mark, tag: tag)
  }

  private mutating func key(_ node: Node) throws(YAMLError) -> Scalar {
    guard let key = node.scalar else {
      throw YAMLError(mark: node.mark, message: "a key must be text, not \(node.kind)")
    }
    if let line = lines.updateValue(node.mark.line, forKey: key.text) {
      throw YAMLError(
        mark: node.mark,
        // Not which: a secret in the wrong place is a key too, and the line that is shown hides it.
        message: "this key is here twice",
        hint: "it is also on line \(line); keep one of them")
    }
    return key
  }
}
