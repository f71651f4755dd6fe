import Host
import Locking

/// What several keepers give, in use at the same time.
///
/// A keeper gives it for as long as a closure runs, as a session of an engine does. All are asked side by side, and one
/// that gives nothing keeps none of the others from it.
enum Gathering {
  /// Hands a closure what it gives, or throws why it gives nothing.
  typealias Keeper<Given> = @Sendable (@escaping @Sendable (Given) async throws -> Void) async throws -> Void

  /// Runs the body with what came of each keeper, in their order.
  ///
  /// Where the body fails, the keepers learn of it, and one that knows that its connection was lost tells that instead.
  static func run<Given: Sendable, Result: Sendable>(
    _ keepers: [Keeper<Given>], _ body: ([Swift.Result<Given, any Error>]) async throws -> Result
  ) async throws -> Result {
    let (gifts, gift) = AsyncStream.makeStream(of: Gift<Given>.self)
    let failure = Locked<(any Error)?>(nil)
    let ends = keepers.map { _ in AsyncStream.makeStream(of: Never.self) }
    return try await withThrowingTaskGroup(of: (any Error)?.self) { group in
      defer { for end in ends { end.continuation.finish() } }
      for (index, keeper) in keepers.enumerated() {
        group.addTask {
          await keep(keeper, until: ends[index].stream, failure) { gift.yield(Gift(index: index, result: $0)) }
        }
      }
      var given: [Gift<Given>] = []
      var iterator = gifts.makeAsyncIterator()
      while given.count < keepers.count, let one = await iterator.next() { given.append(one) }
      do {
        try Task.checkCancellation()
        return try await body(given.sorted { $0.index < $1.index }.map(\.result))
      } catch {
        failure.withLock { $0 = error }
        for end in ends { end.continuation.finish() }
        var told: any Error = error
        for try await loss in group where loss is SSHError { told = loss ?? told }
        throw told
      }
    }
  }

  private struct Gift<Given: Sendable>: Sendable {
    let index: Int
    let result: Swift.Result<Given, any Error>
  }

  /// Keeps what a keeper gives until the end; returns what it says then of the body's failure, if that failed.
  private static func keep<Given: Sendable>(
    _ keeper: Keeper<Given>, until end: AsyncStream<Never>, _ failure: Locked<(any Error)?>,
    _ give: @escaping @Sendable (Swift.Result<Given, any Error>) -> Void
  ) async -> (any Error)? {
    let isGiven = Locked(false)
    do {
      try await keeper { given in
        isGiven.withLock { $0 = true }
        give(.success(given))
        for await _ in end {}
        if let error = failure.withLock({ $0 }) { throw error }
      }
    } catch {
      if isGiven.withLock({ $0 }) { return error }
      give(.failure(error))
    }
    return nil
  }
}
