/// A response's body as it arrives, in chunks; it has one reader.
///
/// Reading slowly slows the server down; letting go of it closes the connection. Ends with ``HTTPError`` if the
/// connection breaks, with `CancellationError` if the reading task is cancelled.
package struct ResponseBody: AsyncSequence, Sendable {
  let lease: Lease

  init(_ id: Transfer.ID, of client: HTTPClient) { lease = Lease(id: id, client: client) }

  package func makeAsyncIterator() -> AsyncIterator { AsyncIterator(lease: lease) }

  package struct AsyncIterator: AsyncIteratorProtocol, Sendable {
    fileprivate let lease: Lease

    package func next() async throws -> [UInt8]? { try await lease.client.nextChunk(of: lease.id) }
  }
}

/// Holds an exchange open; its last release ends it.
final class Lease: Sendable {
  let id: Transfer.ID
  let client: HTTPClient

  init(id: Transfer.ID, client: HTTPClient) {
    self.id = id
    self.client = client
  }

  deinit {
    let (id, client) = (id, client)
    Task { await client.abandon(id) }
  }
}
