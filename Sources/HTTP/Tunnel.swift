import CLibCurl
import Glibc

/// A connection that leaves HTTP after its request: what follows the answer's head are bytes, both ways.
///
/// curl connects, TLS included, and its `curl_easy_send` and `curl_easy_recv` take over from there; for an upgrade of
/// HTTP/1.1 curl has nothing of its own. An answer that refuses is read to the end of its body.
final class Tunnel: Transfer {
  private var socket: curl_socket_t = -1
  private var reader = ResponseHeadReader()
  /// What is left of the body of a refusal; nil where the answer ends with the connection.
  private var remaining: Int?
  private var outgoing: ArraySlice<UInt8>
  private var isToBeFinished = false
  /// The one task that waits until all was sent.
  private var writer: CheckedContinuation<Void, Never>?

  required init(_ id: ID, _ request: Request, to endpoint: Endpoint, on multi: MultiHandle) {
    outgoing = request.text(for: endpoint)[...]
    super.init(id, request, to: endpoint, on: multi)
    easy.configureConnection(to: endpoint)
    begin()
  }

  override func detach() {
    multi?.release(self)
    socket = -1  // its number may soon be another's
    super.detach()
    writer.take()?.resume()
  }

  /// Takes over the connection once curl has it.
  override func complete(_ code: CURLcode) {
    guard code == CURLE_OK, let multi else { return end(.failure(error(code))) }
    socket = easy.socket
    multi.watch(self)
    socketIsReady()
  }

  override func resume() { receive() }

  // MARK: The socket

  /// The socket, and what is awaited of it (`POLLIN`, `POLLOUT`).
  var interest: (socket: curl_socket_t, events: Int16) {
    (socket, (isFull ? 0 : Int16(CURL_WAIT_POLLIN)) | (outgoing.isEmpty ? 0 : Int16(CURL_WAIT_POLLOUT)))
  }

  func socketIsReady() {
    send()
    receive()
  }

  private func send() {
    while !outgoing.isEmpty {
      var count = 0
      let code = outgoing.withUnsafeBytes { curl_easy_send(easy.pointer, $0.baseAddress, $0.count, &count) }
      if code == CURLE_AGAIN { return }
      // Who reads no more may still have something to say, and reading tells how it ended.
      outgoing = code == CURLE_OK ? outgoing.dropFirst(count) : []
    }
    if isToBeFinished { endOutput() }
    writer.take()?.resume()
  }

  private func endOutput() {
    isToBeFinished = false
    if case .tcp(_, _, .some) = endpoint { clc_finish_tls(easy.pointer) } else { shutdown(socket, Int32(SHUT_WR)) }
  }

  private func receive() {
    while ending == nil, !isFull {
      var code = CURLE_OK
      let bytes = [UInt8](unsafeUninitializedCapacity: 1 << 16) { buffer, count in
        code = curl_easy_recv(easy.pointer, buffer.baseAddress, buffer.count, &count)
        if code != CURLE_OK { count = 0 }
      }
      if code == CURLE_AGAIN { return }
      guard code == CURLE_OK else { return end(.failure(error(code))) }
      bytes.isEmpty ? receiveEnd() : take(bytes)
    }
  }

  private func receiveEnd() {
    guard head == nil || remaining != nil else { return end(.success(())) }
    end(.failure(HTTPError.broken(reason: "the answer ended before its \(head == nil ? "head" : "body") did")))
  }

  private func take(_ bytes: [UInt8]) {
    var body = bytes[...]
    if head == nil {
      do throws(HTTPError) {
        guard let (head, rest) = try reader.read(bytes) else { return }
        body = rest
        if head.status >= 300 { remaining = Self.bodyLength(of: head) }
        receive(head)
      } catch {
        return end(.failure(error))
      }
    }
    if let length = remaining {
      body = body.prefix(length)
      remaining = length - body.count
    }
    if !body.isEmpty { receive(body) }
    if remaining == 0 { end(.success(())) }
  }

  /// The length of a refusal's body; nil where it goes on to the end of the connection.
  ///
  /// One in chunks is left: the status says enough, and the connection may stay open behind it.
  private static func bodyLength(of head: Head) -> Int? {
    if head.headers["Transfer-Encoding"] != nil { return 0 }
    return head.headers["Content-Length"].flatMap { Int($0) }.map { max($0, 0) }
  }

  // MARK: Called by the writer

  func write(_ bytes: [UInt8]) {
    guard socket >= 0 else { return }
    outgoing += bytes
    send()
  }

  /// Tells the other side that nothing more comes.
  func finish() {
    guard socket >= 0 else { return }
    isToBeFinished = true
    send()
  }

  /// Resumes the continuation when all has been handed to the system, or nothing can be any more.
  func waitUntilSent(_ continuation: CheckedContinuation<Void, Never>) {
    precondition(writer == nil, "a connection has one writer")
    guard ending == nil, !outgoing.isEmpty else { return continuation.resume() }
    writer = continuation
  }
}
