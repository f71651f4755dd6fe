import HTTP

/// A command that runs in a container, with a connection to its input and its output.
package struct ExecSession: Sendable {
  /// Ends when the command and all that holds its output have ended.
  package let output: OutputStream
  private let duplex: Duplex
  private let call: Call

  init(_ duplex: Duplex, of call: Call, tty: Bool) {
    self.duplex = duplex
    self.call = call
    output = OutputStream(duplex.incoming, of: call, tty: tty)
  }

  /// Hands bytes to the command's input; returns when they are on their way, which takes as long as it does not read.
  ///
  /// Throws `CancellationError` where the task is cancelled, which ends the connection. One task at a time may write.
  package func write(_ bytes: [UInt8]) async throws {
    try await Connection.translating(call) { try await duplex.write(bytes) }
  }

  /// Ends the command's input.
  package func finishInput() async { await duplex.finish() }
}
