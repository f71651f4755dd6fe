import CLibCurl

/// A curl multi handle: the transfers in flight and the connections kept for later ones.
final class MultiHandle: @unchecked Sendable {
  let pointer: UnsafeMutableRawPointer

  init() {
    precondition(Self.initialised == CURLE_OK, "curl_global_init failed")
    guard let pointer = curl_multi_init() else { fatalError("out of memory") }
    self.pointer = pointer
    // By default curl keeps four for each transfer now in flight, and so closes most of them after a burst.
    _ = clc_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, 16)
  }

  deinit { curl_multi_cleanup(pointer) }

  private static let initialised: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
