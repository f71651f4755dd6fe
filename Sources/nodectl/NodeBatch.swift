/// Several nodes to which the same is done, some at a time; one that fails does not stop the others.
struct NodeBatch<Node: Sendable>: Sendable {
  let nodes: [Node]
  /// How many at a time.
  var limit = Self.usualLimit
  let name: @Sendable (Node) -> String

  static var usualLimit: Int { 8 }

  /// Runs the body for every node; gives what came of each, in their order.
  func run<Done: Sendable>(_ body: @escaping @Sendable (Node) async throws -> Done) async -> [Result<Done, any Error>] {
    await withTaskGroup(of: Finished<Done>.self) { group in
      var waiting = nodes.indices[...]
      for index in waiting.prefix(limit) { group.addTask { await finished(index, body) } }
      waiting = waiting.dropFirst(limit)
      var results: [Finished<Done>] = []
      while let finished = await group.next() {
        results.append(finished)
        if let index = waiting.popFirst() { group.addTask { await self.finished(index, body) } }
      }
      return results.sorted { $0.index < $1.index }.map(\.result)
    }
  }

  /// Prints the lines for people of those that succeeded, and why the others did not.
  ///
  /// Throws, where any failed, a ``Failure`` with nothing left to say, or `CancellationError` where the task is cancelled.
  func report(_ results: [Result<String, any Error>], in context: Context) throws {
    try Task.checkCancellation()
    var failures = FailedNodes(in: context)
    for (node, result) in zip(nodes, results) {
      if let line = try failures.value(result, of: name(node)) { context.output.print(line) }
    }
    try failures.conclude(of: nodes.count)
  }

  private struct Finished<Done: Sendable>: Sendable {
    let index: Int
    let result: Result<Done, any Error>
  }

  private func finished<Done>(
    _ index: Int, _ body: @Sendable (Node) async throws -> Done
  ) async -> Finished<Done> {
    do {
      return Finished(index: index, result: .success(try await body(nodes[index])))
    } catch {
      return Finished(index: index, result: .failure(error))
    }
  }
}
