import YAML

/// Compose's tags for what a file does to the ones before it.
extension Node {
  /// Whether what the files before have here goes.
  var isReset: Bool { tag == "!reset" }

  /// Whether it stands in place of all that the files before have here.
  var isOverride: Bool { tag == "!override" }

  /// Without what is only there to be removed; what overrides stays as it is, as in compose.
  var withoutResets: Node {
    guard !isOverride else { return self }
    switch content {
    case .scalar: return self
    case .sequence(let items):
      return Node(.sequence(items.filter { !$0.isReset }.map(\.withoutResets)), mark: mark, tag: tag)
    case .mapping(let entries):
      let kept = entries.filter { !$0.value.isReset }.map { entry in
        Node.Entry(key: entry.key, keyMark: entry.keyMark, value: entry.value.withoutResets)
      }
      return Node(.mapping(kept), mark: mark, tag: tag)
    }
  }
}
