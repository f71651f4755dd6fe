import CLibCurl
import Glibc

/// A curl easy handle: how one request is made, and what curl knows of its outcome.
final class EasyHandle {
  /// The longest that a connection may take to come about, for requests without a timeout of their own.
  static let connectTimeout = Duration.seconds(30)

  let pointer: UnsafeMutableRawPointer
  private var headerList: UnsafeMutablePointer<curl_slist>?
  private let errorText = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

  init() {
    guard let pointer = curl_easy_init() else { fatalError("out of memory") }
    self.pointer = pointer
    errorText.pointee = 0
    _ = clc_set_pointer(pointer, CURLOPT_ERRORBUFFER, errorText)
  }

  deinit {
    curl_easy_cleanup(pointer)
    curl_slist_free_all(headerList)
    errorText.deallocate()
  }

  func configure(_ request: Request, to endpoint: Endpoint) {
    configure(endpoint, target: request.target)
    if let timeout = request.timeout { set(CURLOPT_TIMEOUT_MS, timeout.wholeMilliseconds) }
    configure(request.method)
    if let body = request.body {
      _ = clc_set_offset(pointer, CURLOPT_POSTFIELDSIZE_LARGE, curl_off_t(body.count))
      body.withUnsafeBytes {
        _ = clc_set_pointer(pointer, CURLOPT_COPYPOSTFIELDS, UnsafeMutableRawPointer(mutating: $0.baseAddress))
      }
      append(header: "Expect:")  // or curl waits for "100 Continue" before it sends a large one
    }
    for (name, value) in request.headers.fields { append(header: "\(name): \(value)") }
    _ = clc_set_headers(pointer, headerList)
  }

  /// Has curl make a connection of its own, TLS included, and no request.
  func configureConnection(to endpoint: Endpoint) {
    configure(endpoint, target: "/")
    set(CURLOPT_CONNECT_ONLY, 1)
    set(CURLOPT_FRESH_CONNECT, 1)
  }

  private func configure(_ endpoint: Endpoint, target: String) {
    set(CURLOPT_URL, endpoint.origin + target)
    set(CURLOPT_NOSIGNAL, 1)
    _ = clc_set_close_on_exec(pointer)
    set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
    set(CURLOPT_CONNECTTIMEOUT_MS, Self.connectTimeout.wholeMilliseconds)
    switch endpoint {
    case .unix(let path), .forwarded(let path, _):
      set(CURLOPT_UNIX_SOCKET_PATH, path)
      set(CURLOPT_PROXY, "")  // or $http_proxy would answer for the socket
    case .tcp(_, _, let tls):
      set(CURLOPT_SSL_SESSIONID_CACHE, 0)  // socat refuses to resume a session of who has shown a certificate
      set(CURLOPT_TCP_KEEPALIVE, 1)  // a stream without a timeout must notice that its peer is gone
      if let path = tls?.authority { set(CURLOPT_CAINFO, path) }
      if let path = tls?.certificate { set(CURLOPT_SSLCERT, path) }
      if let path = tls?.key { set(CURLOPT_SSLKEY, path) }
    }
  }

  private func configure(_ method: Method) {
    switch method {
    case .get: break
    case .head: set(CURLOPT_NOBODY, 1)
    case .post, .put, .delete: set(CURLOPT_CUSTOMREQUEST, method.rawValue)
    }
    // On a kept connection that the server has closed meanwhile, curl sends the request once more by itself. It cannot
    // know whether the server acted on the first, so what must not happen twice gets a connection of its own.
    if !method.isIdempotent { set(CURLOPT_FRESH_CONNECT, 1) }
  }

  /// Has curl hand the response to the exchange, which must outlive the transfer.
  func deliver(to exchange: Exchange) {
    let context = Unmanaged.passUnretained(exchange).toOpaque()
    _ = clc_set_pointer(pointer, CURLOPT_HEADERDATA, context)
    _ = clc_set_callback(pointer, CURLOPT_HEADERFUNCTION) { data, size, count, context in
      guard let context else { return 0 }
      let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
      exchange.receive(headerLine: UnsafeRawBufferPointer(start: data, count: size * count))
      return size * count
    }
    _ = clc_set_pointer(pointer, CURLOPT_WRITEDATA, context)
    _ = clc_set_callback(pointer, CURLOPT_WRITEFUNCTION) { data, size, count, context in
      guard let context else { return 0 }
      let exchange = Unmanaged<Exchange>.fromOpaque(context).takeUnretainedValue()
      return exchange.receive(body: UnsafeRawBufferPointer(start: data, count: size * count))
    }
  }

  private func set(_ option: CURLoption, _ value: Int) { _ = clc_set_long(pointer, option, value) }
  private func set(_ option: CURLoption, _ value: String) { _ = clc_set_string(pointer, option, value) }
  private func append(header: String) { headerList = curl_slist_append(headerList, header) }
}

extension EasyHandle {
  /// The status of the last head that came, interim ones included; 0 before any.
  var status: Int { long(CURLINFO_RESPONSE_CODE) }

  var headers: Headers {
    var headers = Headers()
    var field: UnsafeMutablePointer<curl_header>?
    while let next = curl_easy_nextheader(pointer, UInt32(CURLH_HEADER), -1, field) {
      headers.append(String(cString: next.pointee.name), String(cString: next.pointee.value))
      field = next
    }
    return headers
  }

  /// The socket of the connection that was made.
  var socket: curl_socket_t {
    var socket: curl_socket_t = -1
    _ = clc_get_socket(pointer, CURLINFO_ACTIVESOCKET, &socket)
    return socket
  }

  /// The system's reason for the last failure to connect.
  var errno: Int32 { Int32(truncatingIfNeeded: long(CURLINFO_OS_ERRNO)) }

  /// Why there is no connection.
  ///
  /// The system's words come first: of a unix socket curl would say "failed to connect to localhost port 80".
  func connectFailure(_ code: CURLcode) -> String {
    errno == 0 ? message(code) : String(cString: strerror(errno))
  }

  /// Why a TLS connection was refused, as far as curl and OpenSSL number their reasons.
  func tlsFailure(_ code: CURLcode) -> TLSFailure {
    switch code {
    case CURLE_SSL_CERTPROBLEM: return .ownCertificate
    case CURLE_SSL_CLIENTCERT: return .wantsCertificate
    case CURLE_SSL_CACERT_BADFILE: return .authorityFile
    case CURLE_PEER_FAILED_VERIFICATION: break
    default: return .handshake
    }
    // X509_V_ERR_… of OpenSSL; curl looks at the name itself, and then has asked for no such number yet, which leaves 1.
    switch long(CURLINFO_SSL_VERIFYRESULT) {
    case 0, 1, 62, 64: return .wrongName
    case 9: return .notYetValid
    case 10: return .expired
    default: return .unknownAuthority
    }
  }

  /// What curl says of the failure.
  func message(_ code: CURLcode) -> String {
    let text = String(cString: errorText)
    return text.isEmpty ? String(cString: curl_easy_strerror(code)) : text
  }

  private func long(_ info: CURLINFO) -> Int {
    var value = 0
    _ = clc_get_long(pointer, info, &value)
    return value
  }
}

extension Duration {
  /// Whole milliseconds, at least one: to curl none would mean no limit.
  fileprivate var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    return max(1, Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000))
  }
}
