/// A connection that has left HTTP: bytes both ways, until the other side ends it or this is let go.
package struct Duplex: Sendable {
  /// What the other side sends.
  package let incoming: ResponseBody

  /// Sends bytes; returns when the system has taken all of them, which is how a slow reader slows the writer down.
  ///
  /// Nothing is sent any more, and nothing thrown, once the connection has ended: ``incoming`` tells how. Throws
  /// `CancellationError` if the task is cancelled, which ends the connection. One task at a time may write.
  package func write(_ bytes: [UInt8]) async throws {
    try await incoming.lease.client.write(bytes, to: incoming.lease.id)
  }

  /// Tells the other side that nothing more is sent; what it sends still comes.
  package func finish() async { await incoming.lease.client.finish(incoming.lease.id) }
}
