package import NodeSpec
package import YAML

/// Merges compose files: what a later one says goes over what an earlier one says, by compose's rules.
///
/// Mappings merge key by key, lists grow, and the rest is replaced; `!reset` removes and `!override` replaces whole.
package enum Overlay {
  /// What compose does at a path of a file where it does not follow the general rule.
  private enum Rule {
    /// A list and a mapping are two ways to write the same thing: both become a list of `key=value`.
    case keyValues
    /// `networks`: a list of names is a mapping without values.
    case names
    /// `depends_on`: a list of names is a mapping to what such a name means.
    case dependencies
    /// The later value as it is.
    case replace
    /// `ulimits`: a number is a mapping that is not written out, and goes over one, as that over it.
    case whole
    /// Options of a driver only merge with options of the same driver.
    case logging
  }

  private static let serviceRules: [String: Rule] = [
    "command": .replace, "entrypoint": .replace, "healthcheck.test": .replace,
    "depends_on": .dependencies, "networks": .names, "logging": .logging,
    "environment": .keyValues, "labels": .keyValues, "sysctls": .keyValues, "extra_hosts": .keyValues,
    "tmpfs": .keyValues,
  ]

  package static func merge(_ overlays: some Sequence<Node>, over base: Node, _ diagnostics: Diagnostics) -> Node {
    overlays.reduce(base.withoutResets) { merged, overlay in
      merge(overlay.withoutResets, over: remove(resetsOf: overlay, from: merged, path: []), path: [], diagnostics)
    }
  }

  /// The merged files without what a later one removes: a key of a mapping, or a name of a list that stands for one.
  private static func remove(resetsOf overlay: Node, from base: Node, path: [String]) -> Node {
    guard !overlay.isOverride, let later = overlay.mapping, var kept = entries(of: base, at: path) else { return base }
    for entry in later {
      guard let position = kept.firstIndex(where: { $0.key.text == entry.key.text }) else { continue }
      if entry.value.isReset {
        kept.remove(at: position)
      } else {
        kept[position].value = remove(
          resetsOf: entry.value, from: kept[position].value, path: path + [entry.key.text])
      }
    }
    return Node(.mapping(kept), mark: base.mark)
  }

  private static func merge(_ overlay: Node, over base: Node, path: [String], _ diagnostics: Diagnostics) -> Node {
    if overlay.isOverride { return Node(overlay.content, mark: overlay.mark) }
    if overlay.isNull { return base }
    if base.isNull { return overlay }
    switch rule(at: path) {
    case .replace: return overlay
    case .keyValues:
      let items = asKeyValues(base, diagnostics) + asKeyValues(overlay, diagnostics)
      return Node(.sequence(items), mark: overlay.mark)
    case .logging
    where overlay["driver"] != nil && base["driver"] != nil
      && overlay["driver"]?.scalar?.text != base["driver"]?.scalar?.text:
      return overlay
    case .whole where overlay.mapping == nil || base.mapping == nil: return overlay
    case .names, .dependencies, .logging, .whole, nil: break
    }
    if let earlier = entries(of: base, at: path), let later = entries(of: overlay, at: path) {
      return merge(later, into: earlier, mark: overlay.mark, path: path, diagnostics)
    }
    switch (base.content, overlay.content) {
    case (.sequence(let base), .sequence(let items)): return Node(.sequence(base + items), mark: overlay.mark)
    case (.scalar, .scalar): return overlay
    default:
      diagnostics.error(
        overlay.mark, "\(overlay.kind) cannot go over \(base.kind)", hint: "what it overrides is at \(base.mark)")
      return base
    }
  }

  private static func merge(
    _ entries: [Node.Entry], into base: [Node.Entry], mark: Mark, path: [String], _ diagnostics: Diagnostics
  ) -> Node {
    var merged = base
    for entry in entries {
      if let position = merged.firstIndex(where: { $0.key.text == entry.key.text }) {
        merged[position].value = merge(
          entry.value, over: merged[position].value, path: path + [entry.key.text], diagnostics)
      } else {
        merged.append(entry)
      }
    }
    return Node(.mapping(merged), mark: mark)
  }

  private static func rule(at path: [String]) -> Rule? {
    guard path.count > 2 else { return nil }
    let key = path[2...].joined(separator: ".")
    switch path[0] {
    case "services": return path.count == 4 && path[2] == "ulimits" ? .whole : serviceRules[key]
    case "networks", "volumes": return key == "labels" ? .keyValues : nil
    default: return nil
    }
  }

  private static func asKeyValues(_ node: Node, _ diagnostics: Diagnostics) -> [Node] {
    guard let entries = node.mapping else { return node.sequence ?? [node] }
    return entries.map { entry in
      let value = entry.value.isNull ? "" : "=" + (entry.value.text(diagnostics) ?? "")
      return Node(.scalar(Scalar(entry.key.text + value, style: .quoted)), mark: entry.keyMark)
    }
  }

  /// Those of a mapping, or of a list of names that stands for one; nil where it is neither.
  private static func entries(of node: Node, at path: [String]) -> [Node.Entry]? {
    switch rule(at: path) {
    case .names: names(node) { Node(.scalar(Scalar("")), mark: $0) }
    case .dependencies: names(node, meaning: started)
    default: node.mapping
    }
  }

  private static func names(_ node: Node, meaning value: (Mark) -> Node) -> [Node.Entry]? {
    node.mapping
      ?? node.sequence?.compactMap { item in
        item.scalar.map { Node.Entry(key: $0, keyMark: item.mark, value: value(item.mark)) }
      }
  }

  /// What a name alone means in `depends_on`.
  private static func started(_ mark: Mark) -> Node {
    let condition = Node(.scalar(Scalar(Dependency.Condition.started.rawValue, style: .quoted)), mark: mark)
    return Node(.mapping([Node.Entry(key: Scalar("condition"), keyMark: mark, value: condition)]), mark: mark)
  }
}
