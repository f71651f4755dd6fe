import NodeSpec

/// Finds out which services of which nodes the words of a command line mean.
///
/// `NODE/SERVICE` is one; `NODE`, or `NODE/`, stands for all of a node; `SERVICE`, or `/SERVICE`, for that of every node
/// that has it.
struct ServiceSelection {
  struct Node: Equatable {
    let name: String
    /// What is depended on first; nil where its engine does not tell: any service may be one of its.
    let services: [String]?
  }

  struct Choice: Hashable {
    let node: String
    let service: String
  }

  let nodes: [Node]

  /// The services that are meant, each once, in the order of the words; all of them without any.
  ///
  /// Throws a ``Failure`` that names what there is. A word that may be a service of a node that does not tell means nothing.
  func choices(_ words: [String]) throws(Failure) -> [Choice] {
    var choices: [Choice] = []
    for word in words {
      for choice in try self.choices(word) where !choices.contains(choice) { choices.append(choice) }
    }
    return words.isEmpty ? nodes.flatMap(all) : choices
  }

  private func choices(_ word: String) throws(Failure) -> [Choice] {
    let word = word.hasPrefix("/") ? String(word.dropFirst()) : word
    let parts = word.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    if let node = nodes.first(where: { $0.name == parts[0] }) {
      let service = parts.count > 1 ? parts[1] : ""
      if service.isEmpty { return all(of: node) }
      guard let services = node.services else { return [] }
      guard services.contains(service) else {
        throw unknown(service, "\(node.name) has no service '\(service)'", services)
      }
      return [Choice(node: node.name, service: service)]
    }
    let known = nodes.map(\.name)
    guard parts.count == 1 else { throw unknown(parts[0], "there is no node '\(parts[0])'", known) }
    let having = nodes.filter { $0.services?.contains(word) ?? false }
    guard having.isEmpty, nodes.allSatisfy({ $0.services != nil }) else {
      return having.map { Choice(node: $0.name, service: word) }
    }
    guard nodes.count == 1, let only = nodes.first else {
      throw unknown(word, "there is no node, and no service, '\(word)'", known)
    }
    throw unknown(word, "\(only.name) has no service '\(word)'", only.services ?? [])
  }

  private func all(of node: Node) -> [Choice] {
    node.services?.map { Choice(node: node.name, service: $0) } ?? []
  }

  private func unknown(_ word: String, _ sentence: String, _ known: [String]) -> Failure {
    Failure(.usage, "error: \(sentence); \(Suggestion.hint(for: word, among: known))")
  }
}
