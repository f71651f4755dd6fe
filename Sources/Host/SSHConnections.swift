/// The connections of the system's `ssh` that a command uses: one to each host, for as long as the command runs.
package actor SSHConnections {
  private struct Key: Hashable {
    let destination: [String]
    let sockets: [String]
  }

  private var connections: [Key: SSHConnection] = [:]

  package init() {}

  /// Has sockets of another host here, by a connection that is there already or a new one.
  ///
  /// `destination` are the words of ssh's command line that name the host; of the environment PATH and XDG_RUNTIME_DIR count.
  /// Throws ``SSHError`` where no connection comes about, or `CancellationError`.
  package func forward(
    _ sockets: [String], over destination: [String], environment: [String: String]
  ) async throws -> SSHConnection {
    let key = Key(destination: destination, sockets: sockets)
    let connection: SSHConnection
    if let known = connections[key], !known.hasEnded {
      connection = known
    } else {
      connection = try SSHConnection(destination, sockets: sockets, environment: environment)
      connections[key] = connection
    }
    try await connection.opened()
    return connection
  }

  /// Ends them all; returns when their processes are gone.
  package func close() async {
    let all = connections.values
    connections = [:]
    for connection in all { connection.end() }
    for connection in all { await connection.ended() }
  }
}
