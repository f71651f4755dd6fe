import HTTP
import NodeSpec
import Orchestrator

extension EngineSearch {
  /// Says that a node is on none of the engines that answered, and what is there in its place or how it comes there.
  func absence(of node: NamedNode, asked: [Endpoint]) async -> String {
    // A node that has a spec is no slip of the keyboard.
    let others = node.loaded == nil ? await services().keys.sorted() : []
    let hint = others.isEmpty ? "nodectl up brings it up" : Suggestion.hint(for: node.name, among: others)
    return "\(node.name): is not on \(asked.list); \(hint)"
  }
}
