import CLibCurl

/// A curl multi handle: the transfers in flight and the connections kept for later ones.
///
/// But for its making, and its end when that thread has ended, it is used on curl's thread only.
final class MultiHandle: @unchecked Sendable {
  let pointer: UnsafeMutableRawPointer
  /// What reads and writes its socket itself.
  private var tunnels: [Tunnel] = []

  init() {
    precondition(Self.initialised == CURLE_OK, "curl_global_init failed")
    guard let pointer = curl_multi_init() else { fatalError("out of memory") }
    self.pointer = pointer
    // By default curl keeps four for each transfer now in flight, and so closes most of them after a burst.
    _ = clc_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, 16)
  }

  deinit { curl_multi_cleanup(pointer) }

  func watch(_ tunnel: Tunnel) { tunnels.append(tunnel) }

  func release(_ tunnel: Tunnel) { tunnels.removeAll { $0 === tunnel } }

  /// Waits until a socket of curl's or of a tunnel moves, curl's own timer runs out, or it is woken up.
  func poll() {
    // A socket of which nothing is wanted would end every wait at once when its other side hangs up.
    let watched = tunnels.map { ($0, $0.interest) }.filter { $0.1.events != 0 }
    var waits = watched.map { curl_waitfd(fd: $0.1.socket, events: $0.1.events, revents: 0) }
    curl_multi_poll(pointer, &waits, UInt32(waits.count), 60_000, nil)
    for ((tunnel, _), wait) in zip(watched, waits) where wait.revents != 0 { tunnel.socketIsReady() }
  }

  private static let initialised: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
