import YAML

extension Value {
  /// The value with a merge patch over it (RFC 7396), as k0s merges drop-ins.
  func patched(with patch: Value) -> Value {
    guard case .mapping(let changes) = patch else { return patch }
    var entries: [Entry] = if case .mapping(let own) = self { own } else { [] }
    for change in changes {
      if let index = entries.firstIndex(where: { $0.key == change.key }) {
        entries[index].value = entries[index].value.patched(with: change.value)
      } else {
        entries.append(Entry(change.key, Value.null.patched(with: change.value)))
      }
    }
    return .mapping(entries)
  }

  /// The paths of all that is no mapping.
  var leaves: [[String]] {
    guard case .mapping(let entries) = self else { return [[]] }
    return entries.flatMap { entry in entry.value.leaves.map { [entry.key] + $0 } }
  }
}
