import HTTP

extension Engine {
  /// Runs a prepared command, once, on a connection of its own that carries its input too: `POST /exec/{name}/start`.
  ///
  /// `size` is that of its terminal, if it was prepared with one.
  package func attachExec(_ id: String, tty: Bool, size: ExecSize? = nil) async throws -> ExecSession {
    let call = Call(.post, "/exec/{name}/start", id)
    let body = try Body.json(ExecStart(tty: tty, size: size))
    return ExecSession(try await connection.upgrade(call, body: body), of: call, tty: tty)
  }

  /// Changes the size of a command's terminal: `POST /exec/{name}/resize`.
  package func resizeExec(_ id: String, to size: ExecSize) async throws {
    try await connection.fetch(
      Call(.post, "/exec/{name}/resize", id), query: [("h", "\(size.rows)"), ("w", "\(size.columns)")])
  }
}

/// What a command is started with; each product takes the size from fields of its own, and passes over the other's.
private struct ExecStart: Encodable {
  let tty: Bool
  let size: ExecSize?

  private enum CodingKeys: String, CodingKey {
    case detach = "Detach"
    case tty = "Tty"
    case consoleSize = "ConsoleSize"
    case height = "h"
    case width = "w"
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(false, forKey: .detach)
    try container.encode(tty, forKey: .tty)
    guard let size else { return }
    try container.encode([size.rows, size.columns], forKey: .consoleSize)
    try container.encode(size.rows, forKey: .height)
    try container.encode(size.columns, forKey: .width)
  }
}
