import NodeSpec
import Planning

/// What two nodes of one run may not both have on one engine.
enum ClaimRules {
  /// Reports each such pair, at the later one's spec; `engine` is one for all of them, where the user named one.
  static func check(_ nodes: [DesiredNode], engine: String?, _ diagnostics: Diagnostics) {
    for (index, node) in nodes.enumerated() {
      for other in nodes[..<index] where (engine ?? node.spec.engine.value) == (engine ?? other.spec.engine.value) {
        for conflict in Claims(node).conflicts(with: Claims(other)) {
          let mark = node.spec.mark(of: conflict)
          diagnostics.error(
            mark, "\(conflict) is that of the node '\(other.name)' too", hint: "see \(other.spec.mark(of: conflict))")
        }
      }
    }
  }
}
