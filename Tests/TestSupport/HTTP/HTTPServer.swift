import Glibc

/// A small HTTP/1.1 server for tests: a thread for each connection, keep-alive, chunked answers.
///
/// The handler answers each request on its connection's thread and may block there. ``close()``, or the last release,
/// ends every connection and waits for its thread.
package final class HTTPServer: Sendable {
  package typealias Handler = @Sendable (HTTPRequest, HTTPConnection) -> Void

  package enum Address {
    /// A new unix socket in a directory of its own.
    case unix
    /// A free TCP port of 127.0.0.1.
    case tcp
  }

  struct State {
    var closed = false
    var descriptors: Set<Int32> = []
    var threads = 0
    var accepted = 0
  }

  /// Where it listens, if on a unix socket.
  package let path: String
  /// Where it listens, if on TCP.
  package let port: Int
  private let directory = TemporaryDirectory()
  private let listener: Int32
  let state = Monitor(State())

  package init(_ address: Address = .unix, handler: @escaping Handler) {
    switch address {
    case .unix:
      path = directory.path + "/http.sock"
      port = 0
      listener = Self.listen(unix: path)
    case .tcp:
      path = ""
      (listener, port) = Self.listenTCP()
    }
    state.withLock { $0.threads += 1 }
    let (state, listener) = (state, listener)
    Self.startThread {
      Self.accept(on: listener, state: state, handler: handler)
      Glibc.close(listener)
      state.withLock { $0.threads -= 1 }
    }
  }

  deinit { close() }

  /// The connections that were made so far.
  package var connectionsAccepted: Int { state.withLock { $0.accepted } }

  /// The connections that are open now.
  package var connectionsOpen: Int { state.withLock { $0.descriptors.count } }

  /// Hangs up on every client and returns when no thread of the server is left.
  package func close() {
    let first = state.withLock { state in
      defer { state.closed = true }
      for descriptor in state.descriptors { shutdown(descriptor, Int32(SHUT_RDWR)) }
      return !state.closed
    }
    if first { shutdown(listener, Int32(SHUT_RDWR)) }
    state.wait { $0.threads == 0 ? () : nil }
  }

  private static func accept(on listener: Int32, state: Monitor<State>, handler: @escaping Handler) {
    while true {
      let descriptor = Glibc.accept(listener, nil, nil)
      guard descriptor >= 0 else {
        if errno == EINTR || errno == ECONNABORTED { continue }
        return
      }
      _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
      let open = state.withLock { state in
        guard !state.closed else { return false }
        state.descriptors.insert(descriptor)
        state.accepted += 1
        state.threads += 1
        return true
      }
      guard open else {
        Glibc.close(descriptor)
        return
      }
      startThread {
        let connection = HTTPConnection(descriptor, server: state)
        connection.serve(handler)
        state.withLock { state in
          state.descriptors.remove(descriptor)
          Glibc.close(descriptor)
          state.threads -= 1
        }
      }
    }
  }
}
