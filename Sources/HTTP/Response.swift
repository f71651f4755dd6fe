/// An HTTP response with its body, as it arrives (``ResponseBody``) or whole (`[UInt8]`).
package struct Response<Body: Sendable>: Sendable {
  package let status: Int
  package let headers: Headers
  package let body: Body

  package init(status: Int, headers: Headers, body: Body) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }
}

extension Response where Body == ResponseBody {
  /// The response with its whole body.
  ///
  /// Throws ``HTTPError/tooLarge(limit:)`` once more than `limit` bytes have come.
  package func collected(upTo limit: Int) async throws -> Response<[UInt8]> {
    var bytes: [UInt8] = []
    for try await chunk in body {
      guard bytes.count + chunk.count <= limit else { throw HTTPError.tooLarge(limit: limit) }
      bytes += chunk
    }
    return Response<[UInt8]>(status: status, headers: headers, body: bytes)
  }
}
