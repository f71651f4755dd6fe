/// What a stub engine answers.
enum StubResponse: Sendable {
  case json(Int, JSONValue)
  case empty(Int)
  case text(Int, String)
  /// A stream of parts, each given as it is ready; nil at its end. It is asked outside of the engine's lock.
  case stream(headers: [String: String], endsWithConnection: Bool, next: Next)

  /// The connection is handed over to this, outside of the engine's lock, and ends with it.
  case conversation(@Sendable (Monitor<StubWorld>, HTTPConnection) -> Void)

  var status: Int {
    switch self {
    case .json(let status, _), .empty(let status), .text(let status, _): status
    case .stream: 200
    case .conversation: 101
    }
  }

  typealias Next = @Sendable (Monitor<StubWorld>, HTTPConnection) -> [UInt8]?
}
