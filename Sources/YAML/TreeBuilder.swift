/// Builds documents from events without recursion.
struct TreeBuilder {
  private struct Anchor {
    let node: Node
    let weight: Weight
  }

  private let limits: Parser.Limits
  /// The collections whose end has not come, outermost first.
  private var frames: [Frame] = []
  private var anchors: [String: Anchor] = [:]

  init(limits: Parser.Limits) { self.limits = limits }

  /// Takes the next event; returns the document that it completed, if it did.
  mutating func add(_ event: Event) throws(YAMLError) -> Node? {
    switch event.kind {
    case .other: return nil
    case .documentStart:
      anchors = [:]
      return nil
    case .scalar(let scalar, let anchor):
      let weight = Weight(bytes: scalar.text.utf8.count)
      return try place(Node(.scalar(scalar), mark: event.mark, tag: event.tag), weight: weight, anchor: anchor)
    case .alias(let name):
      guard let anchor = anchors[name] else {
        throw YAMLError(
          mark: event.mark, message: "no anchor &\(name) before this alias",
          hint: "an alias repeats what an anchor above it has named")
      }
      return try place(anchor.node, weight: anchor.weight, anchor: nil)
    case .sequenceStart(let anchor):
      try open(Frame(isMapping: false, mark: event.mark, tag: event.tag, anchor: anchor))
      return nil
    case .mappingStart(let anchor):
      try open(Frame(isMapping: true, mark: event.mark, tag: event.tag, anchor: anchor))
      return nil
    case .collectionEnd:
      guard let frame = frames.popLast() else { return nil }
      return try place(try frame.node(), weight: frame.weight, anchor: frame.anchor)
    }
  }

  private mutating func open(_ frame: Frame) throws(YAMLError) {
    guard frames.count < limits.depth else {
      throw YAMLError(
        mark: frame.mark, message: "nested more than \(limits.depth) levels deep",
        hint: "nothing that nodectl reads is nested like this")
    }
    frames.append(frame)
  }

  private mutating func place(_ node: Node, weight: Weight, anchor: String?) throws(YAMLError) -> Node? {
    if let anchor { anchors[anchor] = Anchor(node: node, weight: weight) }
    guard !frames.isEmpty else { return node }
    let innermost = frames.count - 1
    try frames[innermost].add(node, weight: weight)
    let total = frames[innermost].weight
    guard total.nodes <= limits.nodes, total.bytes <= limits.bytes else {
      let excess =
        total.nodes > limits.nodes ? "\(limits.nodes) values" : "\(limits.bytes >> 20) MiB of text"
      throw YAMLError(
        mark: frames[innermost].mark, message: "this holds more than \(excess) once its aliases are expanded",
        hint: "nothing that nodectl reads is that large")
    }
    return nil
  }
}
