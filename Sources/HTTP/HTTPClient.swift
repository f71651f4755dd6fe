import CLibCurl

/// An HTTP/1.1 client for one server, whose connections it keeps and reuses.
///
/// It runs on curl's own thread, many requests at once. A connection taken over by another protocol, as an interactive
/// exec wants it, would be one more kind of ``Exchange`` on the same thread.
package actor HTTPClient {
  package nonisolated let endpoint: Endpoint
  private let observer: (@Sendable (ExchangeReport) -> Void)?
  private let executor: CurlExecutor
  private var exchanges: [Exchange.ID: Exchange] = [:]
  private var lastID: Exchange.ID = 0

  package nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

  /// Connects to nothing yet.
  ///
  /// The observer is told of each exchange as soon as its head has come, or that none will. It is called on curl's
  /// thread and must be quick.
  package init(_ endpoint: Endpoint, observer: (@Sendable (ExchangeReport) -> Void)? = nil) {
    self.endpoint = endpoint
    self.observer = observer
    executor = CurlExecutor { message in
      var context: UnsafeMutableRawPointer?
      _ = clc_get_pointer(message.pointee.easy_handle, CURLINFO_PRIVATE, &context)
      guard let context else { return }
      Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue().complete(clc_message_result(message))
    }
  }

  isolated deinit {
    for exchange in exchanges.values { exchange.detach() }
    exchanges = [:]
    executor.stop()
  }

  /// Sends a request and returns once the response's head is in.
  ///
  /// Throws ``HTTPError``, or `CancellationError` after closing the connection.
  package func send(_ request: Request) async throws -> Response<ResponseBody> {
    let exchange = try open(request)
    let body = ResponseBody(exchange.id, of: self)
    let head = try await head(of: exchange)
    return Response(status: head.status, headers: head.headers, body: body)
  }

  /// Sends a request and collects the whole response, without leaving curl's thread in between.
  ///
  /// Throws ``HTTPError``, ``HTTPError/tooLarge(limit:)`` among them, or `CancellationError` after closing the
  /// connection.
  package func fetch(_ request: Request, upTo limit: Int = 16 << 20) async throws -> Response<[UInt8]> {
    let exchange = try open(request)
    defer { abandon(exchange.id) }
    let head = try await head(of: exchange)
    var body: [UInt8] = []
    while let chunk = try await nextChunk(of: exchange.id) {
      guard body.count + chunk.count <= limit else { throw HTTPError.tooLarge(limit: limit) }
      body += chunk
    }
    return Response(status: head.status, headers: head.headers, body: body)
  }

  private func open(_ request: Request) throws -> Exchange {
    try Task.checkCancellation()
    lastID += 1
    let exchange = Exchange(lastID, request, to: endpoint, on: executor.multi)
    exchanges[lastID] = exchange
    return exchange
  }

  private func head(of exchange: Exchange) async throws -> Exchange.Head {
    do {
      while true {
        if let head = exchange.head {
          report(exchange)
          return head
        }
        if case .failure(let error) = exchange.ending { throw error }
        try await wait(for: exchange)
      }
    } catch {
      report(exchange)
      throw error
    }
  }

  private func report(_ exchange: Exchange) {
    observer?(
      ExchangeReport(
        method: exchange.request.method, target: exchange.request.target, status: exchange.head?.status,
        duration: ContinuousClock.now - exchange.began))
  }

  /// What has arrived since the last call, waiting for some; nil at the body's end.
  func nextChunk(of id: Exchange.ID) async throws -> [UInt8]? {
    guard let exchange = exchanges[id] else { return nil }
    while true {
      if let chunk = exchange.takeChunk() { return chunk }
      if let ending = exchange.ending {
        exchanges[id] = nil
        try ending.get()
        return nil
      }
      try await wait(for: exchange)
    }
  }

  private func wait(for exchange: Exchange) async throws {
    let id = exchange.id
    await withTaskCancellationHandler {
      await park(exchange)
    } onCancel: {
      Task { await self.abandon(id) }
    }
    try Task.checkCancellation()
  }

  // A method, because a closure that does not capture `self` would run off the actor.
  private func park(_ exchange: Exchange) async {
    await withCheckedContinuation { exchange.wait($0) }
  }

  /// Ends an exchange that nobody reads any more; in mid-response its connection is closed.
  func abandon(_ id: Exchange.ID) {
    exchanges.removeValue(forKey: id)?.fail(CancellationError())
  }
}
