import CLibCurl

/// One request in flight and what has arrived of its response, which curl reads.
final class Exchange: Transfer {
  required init(_ id: ID, _ request: Request, to endpoint: Endpoint, on multi: MultiHandle) {
    super.init(id, request, to: endpoint, on: multi)
    easy.configure(request, to: endpoint)
    easy.deliver(to: self)
    begin()
  }

  override func complete(_ code: CURLcode) {
    if code != CURLE_OK {
      end(.failure(error(code)))
    } else if head == nil {  // curl is content with a head that is cut off
      end(.failure(HTTPError.broken(reason: "the answer ended before its head did")))
    } else {
      end(.success(()))
    }
  }

  override func resume() { curl_easy_pause(easy.pointer, CURLPAUSE_CONT) }

  // MARK: Called by curl

  /// Sees each header line; the empty one ends the head, unless it was an interim one (1xx).
  func receive(headerLine line: UnsafeRawBufferPointer) {
    guard line.elementsEqual("\r\n".utf8) || line.elementsEqual("\n".utf8), easy.status >= 200 else { return }
    receive(Head(status: easy.status, headers: easy.headers))
  }

  /// Takes a part of the body, or refuses it until there is room; returns what curl wants to be told.
  func receive(body bytes: UnsafeRawBufferPointer) -> Int {
    guard !isFull else { return Int(CURL_WRITEFUNC_PAUSE) }
    receive(bytes)
    return bytes.count
  }
}
