import CLibCurl

/// One request in flight and what has arrived of its response.
///
/// Lives on curl's thread: made and read by ``HTTPClient``, filled by curl's callbacks.
final class Exchange {
  typealias ID = UInt64

  /// Buffered bytes at which receiving pauses until they are taken.
  static let highWater = 256 * 1024

  let id: ID
  let request: Request
  let began = ContinuousClock.now
  private let endpoint: Endpoint
  private let easy: EasyHandle
  /// The multi handle this is attached to, until it ends.
  private var multi: MultiHandle?

  private(set) var head: Head?
  private(set) var ending: Result<Void, any Error>?
  private var buffer: [UInt8] = []
  private var paused = false
  /// The one task that waits for a head or a chunk.
  private var waiter: CheckedContinuation<Void, Never>?

  struct Head {
    let status: Int
    let headers: Headers
  }

  init(_ id: ID, _ request: Request, to endpoint: Endpoint, on multi: MultiHandle) {
    self.id = id
    self.request = request
    self.endpoint = endpoint
    self.multi = multi
    easy = EasyHandle()
    easy.configure(request, to: endpoint)
    easy.deliver(to: self)
    curl_multi_add_handle(multi.pointer, easy.pointer)
  }

  /// Takes the transfer off curl; in mid-response this closes its connection.
  func detach() {
    if let multi = multi.take() { curl_multi_remove_handle(multi.pointer, easy.pointer) }
  }

  // MARK: Called by curl

  /// Sees each header line; the empty one ends the head, unless it was an interim one (1xx).
  func receive(headerLine line: UnsafeRawBufferPointer) {
    guard line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8), easy.status >= 200 else { return }
    head = Head(status: easy.status, headers: easy.headers)
    wake()
  }

  /// Takes a part of the body, or refuses it until there is room; returns what curl wants to be told.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Int {
    guard buffer.count < Self.highWater else {
      paused = true
      return Int(CURL_WRITEFUNC_PAUSE)
    }
    buffer.append(contentsOf: bytes)
    wake()
    return bytes.count
  }

  /// Records how curl ended the transfer.
  func complete(_ code: CURLcode) {
    guard ending == nil else { return }
    if code != CURLE_OK {
      ending = .failure(error(code))
    } else if head == nil {  // curl is content with a head that is cut off
      ending = .failure(HTTPError.broken(reason: "the answer ended before its head did"))
    } else {
      ending = .success(())
    }
    detach()
    wake()
  }

  private func error(_ code: CURLcode) -> HTTPError {
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

  // MARK: Called by the reader

  /// Ends it for a reason of our own.
  func fail(_ error: any Error) {
    if ending == nil { ending = .failure(error) }
    detach()
    wake()
  }

  /// All that has arrived since the last call; nil if nothing has.
  func takeChunk() -> [UInt8]? {
    guard !buffer.isEmpty else { return nil }
    let chunk = buffer
    buffer = []
    if paused, multi != nil {
      paused = false
      curl_easy_pause(easy.pointer, CURLPAUSE_CONT)
    }
    return chunk
  }

  /// Resumes the continuation when there is more to see than now.
  func wait(_ continuation: CheckedContinuation<Void, Never>) {
    precondition(waiter == nil, "a response has one reader")
    waiter = continuation
    if ending != nil || !buffer.isEmpty { wake() }
  }

  private func wake() { waiter.take()?.resume() }
}
