/// YAML 1.1's `<<`: what a mapping takes over from others, its own keys winning.
enum MergeKey {
  static func resolve(_ entries: [Node.Entry]) throws(YAMLError) -> [Node.Entry] {
    guard let position = entries.firstIndex(where: { $0.key.text == "<<" && $0.key.style == .plain }) else {
      return entries
    }
    var merged = entries
    let sources = merged.remove(at: position).value
    var keys = Set(merged.map(\.key.text))
    for source in sources.sequence ?? [sources] {
      guard let inherited = source.mapping else {
        throw YAMLError(
          mark: source.mark, message: "'<<' takes a mapping or a list of mappings, not \(source.kind)",
          hint: "write '<<: *name' with the name of an anchored mapping")
      }
      for entry in inherited where keys.insert(entry.key.text).inserted { merged.append(entry) }
    }
    return merged
  }
}
