import CLibCurl

/// A connection of curl's in use for one request, and what has arrived on it.
///
/// Lives on curl's thread: made and read by ``HTTPClient``, filled by curl or, where it is a ``Tunnel``, by itself.
class Transfer {
  typealias ID = UInt64

  struct Head {
    let status: Int
    let headers: Headers
  }

  /// Buffered bytes at which receiving pauses until they are taken.
  static let highWater = 256 * 1024

  let id: ID
  let request: Request
  let began = ContinuousClock.now
  let endpoint: Endpoint
  let easy = EasyHandle()
  /// The multi handle this is attached to, until it ends.
  private(set) var multi: MultiHandle?

  private(set) var head: Head?
  private(set) var ending: Result<Void, any Error>?
  private var buffer: [UInt8] = []
  /// The one task that waits for a head or a chunk.
  private var waiter: CheckedContinuation<Void, Never>?

  required init(_ id: ID, _ request: Request, to endpoint: Endpoint, on multi: MultiHandle) {
    self.id = id
    self.request = request
    self.endpoint = endpoint
    self.multi = multi
    _ = clc_set_pointer(easy.pointer, CURLOPT_PRIVATE, Unmanaged.passUnretained(self).toOpaque())
  }

  /// Gives it to curl, configured.
  final func begin() { if let multi { curl_multi_add_handle(multi.pointer, easy.pointer) } }

  /// Takes it off curl; in mid-response this closes its connection.
  func detach() {
    if let multi = multi.take() { curl_multi_remove_handle(multi.pointer, easy.pointer) }
  }

  /// Takes note of how curl ended its part.
  func complete(_ code: CURLcode) { preconditionFailure("a kind of transfer says what that means") }

  /// Called when there is room again.
  func resume() {}

  // MARK: What arrives

  final func receive(_ head: Head) {
    self.head = head
    wake()
  }

  /// Whether there is no room for more of the body; ``resume()`` is called when there is again.
  final var isFull: Bool { buffer.count >= Self.highWater }

  final func receive(_ bytes: some Sequence<UInt8>) {
    buffer.append(contentsOf: bytes)
    wake()
  }

  /// Ends it, unless it has ended.
  final func end(_ result: Result<Void, any Error>) {
    if ending == nil { ending = result }
    detach()
    wake()
  }

  // MARK: Called by the reader

  /// All that has arrived since the last call; nil if nothing has.
  final func takeChunk() -> [UInt8]? {
    guard !buffer.isEmpty else { return nil }
    let (chunk, wasFull) = (buffer, isFull)
    buffer = []
    if wasFull, multi != nil { resume() }
    return chunk
  }

  /// Resumes the continuation when there is more to see than now.
  final func wait(_ continuation: CheckedContinuation<Void, Never>) {
    precondition(waiter == nil, "a response has one reader")
    waiter = continuation
    if ending != nil || !buffer.isEmpty { wake() }
  }

  private func wake() { waiter.take()?.resume() }

  // MARK: Errors

  final func error(_ code: CURLcode) -> HTTPError {
    switch code {
    case CURLE_COULDNT_CONNECT, CURLE_COULDNT_RESOLVE_HOST:
      .unreachable(endpoint, errno: easy.errno, reason: easy.connectFailure(code))
    case CURLE_OPERATION_TIMEDOUT: .timedOut(after: request.timeout ?? EasyHandle.connectTimeout)
    case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE,
      CURLE_SSL_ISSUER_ERROR, CURLE_SSL_CIPHER, CURLE_SSL_CLIENTCERT:
      .tlsFailed(endpoint, easy.tlsFailure(code), reason: easy.message(code))
    // With TLS 1.3 a server looks at our certificate when we have long begun to talk; its alert is all that it says.
    case CURLE_RECV_ERROR, CURLE_SEND_ERROR:
      endpoint.isEncrypted && head == nil && easy.message(code).contains("alert")
        ? .tlsFailed(endpoint, .wantsCertificate, reason: easy.message(code)) : .broken(reason: easy.message(code))
    default: .broken(reason: easy.message(code))
    }
  }
}
