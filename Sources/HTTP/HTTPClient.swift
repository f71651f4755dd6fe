import CLibCurl

/// An HTTP/1.1 client for one server, whose connections it keeps and reuses.
///
/// It runs on curl's own thread, many requests at once.
package actor HTTPClient {
  package nonisolated let endpoint: Endpoint
  private let observer: (@Sendable (ExchangeReport) -> Void)?
  private let executor: CurlExecutor
  private var transfers: [Transfer.ID: Transfer] = [:]
  private var lastID: Transfer.ID = 0

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
      Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().complete(clc_message_result(message))
    }
  }

  isolated deinit {
    for transfer in transfers.values { transfer.detach() }
    transfers = [:]
    executor.stop()
  }

  /// Sends a request and returns once the response's head is in.
  ///
  /// Throws ``HTTPError``, or `CancellationError` after closing the connection.
  package func send(_ request: Request) async throws -> Response<ResponseBody> {
    let exchange = try open(Exchange.self, request)
    let body = ResponseBody(exchange.id, of: self)
    let watchdog = request.headTimeout.map { watch(exchange, for: $0) }
    defer { watchdog?.cancel() }
    let head = try await head(of: exchange)
    return Response(status: head.status, headers: head.headers, body: body)
  }

  /// Sends a request whose connection the server is to hand over, on a connection of its own; returns once the answer's
  /// head is in.
  ///
  /// With status 101 or 2xx the connection is the caller's. Otherwise what comes in is the refusal's body. The request's
  /// timeout is for the head and that body. Throws as ``send(_:)`` does.
  package func upgrade(_ request: Request) async throws -> Response<Duplex> {
    let tunnel = try open(Tunnel.self, request)
    let duplex = Duplex(incoming: ResponseBody(tunnel.id, of: self))
    let watchdog = request.timeout.map { watch(tunnel, for: $0) }
    var isRefused = false
    defer { if !isRefused { watchdog?.cancel() } }
    let head = try await head(of: tunnel)
    isRefused = head.status >= 300
    return Response(status: head.status, headers: head.headers, body: duplex)
  }

  /// Ends an exchange after that long, unless it is cancelled.
  private func watch(_ transfer: Transfer, for limit: Duration) -> Task<Void, any Error> {
    let id = transfer.id
    return Task { [weak self] in
      try await Task.sleep(for: limit)
      await self?.expire(id, after: limit)
    }
  }

  private func expire(_ id: Transfer.ID, after limit: Duration) {
    transfers[id]?.end(.failure(HTTPError.timedOut(after: limit)))
  }

  /// Sends bytes through a connection that was handed over.
  func write(_ bytes: [UInt8], to id: Transfer.ID) async throws {
    if !Task.isCancelled, let tunnel = transfers[id] as? Tunnel {
      tunnel.write(bytes)
      await withTaskCancellationHandler {
        await park(tunnel)
      } onCancel: {
        Task { await self.abandon(id) }
      }
    }
    if Task.isCancelled { abandon(id) }
    try Task.checkCancellation()
  }

  private func park(_ writer: Tunnel) async {
    await withCheckedContinuation { writer.waitUntilSent($0) }
  }

  /// Ends one direction of a connection that was handed over.
  func finish(_ id: Transfer.ID) { (transfers[id] as? Tunnel)?.finish() }

  /// Sends a request and collects the whole response, without leaving curl's thread in between.
  ///
  /// Throws ``HTTPError``, ``HTTPError/tooLarge(limit:)`` among them, or `CancellationError` after closing the
  /// connection.
  package func fetch(_ request: Request, upTo limit: Int = 16 << 20) async throws -> Response<[UInt8]> {
    let exchange = try open(Exchange.self, request)
    defer { abandon(exchange.id) }
    let head = try await head(of: exchange)
    var body: [UInt8] = []
    while let chunk = try await nextChunk(of: exchange.id) {
      guard body.count + chunk.count <= limit else { throw HTTPError.tooLarge(limit: limit) }
      body += chunk
    }
    return Response(status: head.status, headers: head.headers, body: body)
  }

  private func open<Kind: Transfer>(_: Kind.Type, _ request: Request) throws -> Kind {
    try Task.checkCancellation()
    lastID += 1
    let transfer = Kind(lastID, request, to: endpoint, on: executor.multi)
    transfers[lastID] = transfer
    return transfer
  }

  private func head(of exchange: Transfer) async throws -> Transfer.Head {
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

  private func report(_ exchange: Transfer) {
    observer?(
      ExchangeReport(
        method: exchange.request.method, target: exchange.request.target, status: exchange.head?.status,
        duration: ContinuousClock.now - exchange.began))
  }

  /// What has arrived since the last call, waiting for some; nil at the body's end.
  func nextChunk(of id: Transfer.ID) async throws -> [UInt8]? {
    guard let exchange = transfers[id] else { return nil }
    while true {
      if let chunk = exchange.takeChunk() { return chunk }
      if let ending = exchange.ending {
        transfers[id] = nil
        try ending.get()
        return nil
      }
      try await wait(for: exchange)
    }
  }

  private func wait(for exchange: Transfer) async throws {
    let id = exchange.id
    await withTaskCancellationHandler {
      await park(exchange)
    } onCancel: {
      Task { await self.abandon(id) }
    }
    try Task.checkCancellation()
  }

  // A method, because a closure that does not capture `self` would run off the actor.
  private func park(_ exchange: Transfer) async {
    await withCheckedContinuation { exchange.wait($0) }
  }

  /// Ends an exchange that nobody reads any more; in mid-response its connection is closed.
  func abandon(_ id: Transfer.ID) {
    transfers.removeValue(forKey: id)?.end(.failure(CancellationError()))
  }
}
