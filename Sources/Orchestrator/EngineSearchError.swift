package import Engine

/// Why no engine was chosen among those that answer.
package enum EngineSearchError: Error, Equatable {
  /// The node has containers on each of these.
  case onSeveral(String, [String])
  /// None of those that answer has the node, and this one, which may, does not.
  case unheard(String, String, reason: String, other: String)
  /// None of these is of the product that was asked for.
  case wrongProduct(EngineSelector, [String])
}

extension EngineSearchError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .onSeveral(let node, let engines):
      "the node \(node) has containers on \(engines.joined(separator: " and on ")); "
        + "take it down on one of them: nodectl down \(node) --engine \(engines.first ?? "")"
    case .unheard(let node, let engine, let reason, let other):
      "\(engine) does not answer, and may hold \(node): \(reason); start that engine, or tell where the node belongs, as by "
        + "--engine \(other)"
    case .wrongProduct(_, let engines):
      "what answers is not the engine that was asked for: \(engines.joined(separator: ", "))"
    }
  }
}
