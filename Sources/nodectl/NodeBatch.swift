/// Several nodes to which the same is done, some at a time; one that fails does not stop the others.
struct NodeBatch<Node: Sendable>: Sendable {
  let nodes: [Node]
  /// How many at a time.
  let limit: Int
  let name: @Sendable (Node) -> String

  /// Runs the body for every node; gives what came of each, in their order: a line for people, or an error.
  func run(_ body: @escaping @Sendable (Node) async throws -> String) async -> [Result<String, any Error>] {
    await withTaskGroup(of: Finished.self) { group in
      var waiting = nodes.indices[...]
      for index in waiting.prefix(limit) { group.addTask { await finished(index, body) } }
      waiting = waiting.dropFirst(limit)
      var results: [Finished] = []
      while let finished = await group.next() {
        results.append(finished)
        if let index = waiting.popFirst() { group.addTask { await self.finished(index, body) } }
      }
      return results.sorted { $0.index < $1.index }.map(\.result)
    }
  }

  /// Prints the lines of those that succeeded, and why the others did not.
  ///
  /// Throws, where any failed, a ``Failure`` with nothing left to say, or `CancellationError` where the task is cancelled.
  func report(_ results: [Result<String, any Error>], in context: Context) throws {
    try Task.checkCancellation()
    var failures: [(name: String, status: ExitStatus)] = []
    for (node, result) in zip(nodes, results) {
      switch result {
      case .success(let line): context.output.print(line)
      case .failure(let error):
        let failure = Failure(error)
        context.errors.show(failure.message + "\n")
        failures.append((name(node), failure.status))
      }
    }
    guard let first = failures.first else { return }
    if nodes.count > 1 {
      let names = failures.map(\.name).joined(separator: ", ")
      context.errors.print("\(failures.count) of \(nodes.count) nodes failed: \(names)")
    }
    throw Failure(failures.allSatisfy { $0.status == first.status } ? first.status : .failed, "")
  }

  private struct Finished: Sendable {
    let index: Int
    let result: Result<String, any Error>
  }

  private func finished(_ index: Int, _ body: @Sendable (Node) async throws -> String) async -> Finished {
    do {
      return Finished(index: index, result: .success(try await body(nodes[index])))
    } catch {
      return Finished(index: index, result: .failure(error))
    }
  }
}
