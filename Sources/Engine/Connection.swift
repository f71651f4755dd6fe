package import HTTP

/// A way to an engine of which nothing need be known yet.
///
/// Requests go unversioned, or at ``apiVersion``. It asks (``ping()``) and lists; everything else takes an ``Engine``,
/// made from it by ``Engine/negotiate(over:pinned:)``.
package struct Connection: Sendable {
  let client: HTTPClient
  /// Nil: paths without a version, which engines take for their newest.
  let apiVersion: Version?
  /// The longest that a call may take that has a limit; nil: as long as each asks for.
  private let longestCall: Duration?

  package var endpoint: Endpoint { client.endpoint }

  /// Connects to nothing yet; the observer is told of every exchange (see ``HTTPClient``).
  ///
  /// `longestCall` cuts short what a call may take, as for who waits for an engine that is not going to answer.
  package init(
    _ endpoint: Endpoint, longestCall: Duration? = nil, observer: (@Sendable (ExchangeReport) -> Void)? = nil
  ) {
    self.init(client: HTTPClient(endpoint, observer: observer), apiVersion: nil, longestCall)
  }

  private init(client: HTTPClient, apiVersion: Version?, _ longestCall: Duration?) {
    self.client = client
    self.apiVersion = apiVersion
    self.longestCall = longestCall
  }

  /// The same connection, its requests at that version.
  func at(_ version: Version) -> Connection { Connection(client: client, apiVersion: version, longestCall) }

  /// What a call is given that asks for so long.
  func limit(_ timeout: Duration) -> Duration { min(timeout, longestCall ?? timeout) }
}

extension Connection {
  typealias Query = [(name: String, value: String)]

  /// Makes a call and gives its whole answer, whose status is 2xx or 304 ("so it is already").
  ///
  /// Throws ``EngineError``, or `CancellationError`.
  @discardableResult
  func fetch(
    _ call: Call, query: Query = [], body: Body? = nil, headers: Headers = [:],
    timeout: Duration? = Call.usualTimeout
  ) async throws -> Response<[UInt8]> {
    let request = request(call, query: query, body: body, headers: headers, timeout: timeout)
    return try Self.accepted(try await Self.translating(call) { try await client.fetch(request) }, call)
  }

  /// Makes a call whose answer is JSON.
  func fetch<Value: Decodable>(
    _ type: Value.Type, _ call: Call, query: Query = [], body: Body? = nil,
    timeout: Duration? = Call.usualTimeout
  ) async throws -> Value {
    try JSON.decode(type, from: try await fetch(call, query: query, body: body, timeout: timeout).body, of: call)
  }

  /// Makes a call whose answer is a stream, and returns once it began.
  ///
  /// `headTimeout` bounds how long that may take, where the engine begins at once whether or not it has something to say.
  func open(
    _ call: Call, query: Query = [], body: Body? = nil, headers: Headers = [:], timeout: Duration? = nil,
    headTimeout: Duration? = nil
  ) async throws -> ResponseBody {
    let request = request(
      call, query: query, body: body, headers: headers, timeout: timeout, headTimeout: headTimeout)
    let response = try await Self.translating(call) { try await client.send(request) }
    if (200..<300).contains(response.status) { return response.body }
    throw try await Self.refusal(of: response.status, response.headers, response.body, call)
  }

  /// Makes a call whose connection becomes a stream both ways, and returns once it is one.
  func upgrade(_ call: Call, body: Body? = nil, timeout: Duration? = Call.usualTimeout) async throws -> Duplex {
    let request = request(
      call, query: [], body: body, headers: ["Connection": "Upgrade", "Upgrade": "tcp"], timeout: timeout)
    let response = try await Self.translating(call) { try await client.upgrade(request) }
    // Where something between drops the wish to upgrade, engines hand the connection over all the same, with 200.
    if response.status == 101 || response.status == 200 { return response.body }
    throw try await Self.refusal(of: response.status, response.headers, response.body.incoming, call)
  }

  private static func refusal(
    of status: Int, _ headers: Headers, _ body: ResponseBody, _ call: Call
  ) async throws -> EngineError {
    let response = Response(status: status, headers: headers, body: body)
    return .refused(Refusal(call, try await translating(call) { try await response.collected(upTo: 1 << 20) }))
  }

  private func request(
    _ call: Call, query: Query, body: Body?, headers: Headers, timeout: Duration?, headTimeout: Duration? = nil
  ) -> Request {
    var headers = headers
    if let body { headers["Content-Type"] = body.contentType }
    return Request(
      call.method, call.path(at: apiVersion), query: query, headers: headers, body: body?.bytes,
      timeout: timeout.map(limit), headTimeout: headTimeout.map(limit))
  }

  private static func accepted(_ response: Response<[UInt8]>, _ call: Call) throws -> Response<[UInt8]> {
    guard (200..<300).contains(response.status) || response.status == 304 else {
      throw EngineError.refused(Refusal(call, response))
    }
    return response
  }

  /// Runs the body, whose ``HTTPError``s become errors of the call.
  static func translating<Result>(_ call: Call, _ body: () async throws -> Result) async throws -> Result {
    do {
      return try await body()
    } catch let error as HTTPError {
      throw EngineError(error, of: call)
    }
  }
}
