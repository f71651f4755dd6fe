import Engine
import HTTP
import Orchestrator
import Planning

/// Looks at how nodes are.
struct StatusLook {
  let context: Context
  let engines: EngineOptions
  /// Whether parts are asked also where the engine says nothing bad of them.
  let asks: Bool

  /// How a node is.
  struct Seen: Sendable {
    let node: String
    /// Nil where it is on no engine that answers.
    let status: NodeStatus?
    /// Why not, and what to do.
    let absence: String
  }

  /// `before` is what was seen last: what the parts said then is not asked again as long as nothing has changed.
  func look(at node: NamedNode, before: Seen? = nil) async throws -> Seen {
    try await EngineSession(context: context, options: engines).run(node.engine) { search in
      let request = Observation.Request(node: node.name, stuckAfter: Observation.Request.patience)
      let observation = try await search.observe(request)
        .confirmed(by: context.host).withStops()
      // Who may not read the node's secrets is shown its status all the same.
      let desired = node.loaded.flatMap { try? DesiredNode.all([$0], in: context).first }
      guard let status = try await status(of: node.name, desired, observation, before: before?.status) else {
        return Seen(
          node: node.name, status: nil, absence: await search.absence(of: node, asked: observation.asked))
      }
      return Seen(node: node.name, status: status, absence: "")
    }
  }

  /// Nil where the engine has no container of the node.
  ///
  /// `desired` is the node as its spec has it, where that is known.
  func status(
    of node: String, _ desired: DesiredNode?, _ observation: Observation, before: NodeStatus? = nil
  ) async throws -> NodeStatus? {
    let escaped = try await ConfinementCheck(context.host).escaped(node, observation)
    var status = NodeStatus(node, observation, escaped: escaped, now: .now)
    if let desired { status = try await status?.withNotes(desired, observation) }
    guard let status, asks || !(status.isReady || status.isStopped) else { return status }
    if let before, let known = status.withTrouble(of: before) { return known }
    return await status.withTrouble(observation, desired: desired)
  }
}
