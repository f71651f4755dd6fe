import Glibc

@testable import HTTP

/// A server of Python's that hands a TLS connection over, sends back what it reads, then `end`.
final class TLSEcho: @unchecked Sendable {
  let port: Int
  private let output: UnsafeMutablePointer<FILE>

  struct Failure: Error {}

  private static let program = """
    import socket, ssl, sys
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(sys.argv[1], sys.argv[2])
    listener = socket.create_server(("127.0.0.1", 0))
    print(listener.getsockname()[1], flush=True)
    connection = context.wrap_socket(listener.accept()[0], server_side=True)
    head = b""
    while not head.endswith(b"{}"): head += connection.recv(4096)
    connection.sendall(b"HTTP/1.1 101 UPGRADED\\r\\nConnection: Upgrade\\r\\nUpgrade: tcp\\r\\n\\r\\n")
    while data := connection.recv(1 << 16): connection.sendall(data)
    connection.sendall(b"end")
    connection.close()
    """

  init(_ files: TLSFiles) throws {
    let command = "exec python3 -c '\(Self.program)' \(files.certificate ?? "") \(files.key ?? "")"
    guard let output = popen(command, "r") else { throw Failure() }
    self.output = output
    var line = [CChar](repeating: 0, count: 64)
    guard fgets(&line, Int32(line.count), output) != nil else { throw Failure() }
    let text = String(decoding: line.prefix { $0 != 0 && $0 != 10 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard let port = Int(text) else { throw Failure() }
    self.port = port
  }

  deinit { pclose(output) }
}
