import HTTP

extension Engine {
  /// What a container wrote: `GET /containers/{name}/logs`.
  ///
  /// `tail` takes the last lines only; `follow` goes on until the container ends. `tty` is its
  /// ``ContainerDetails/Configuration/tty``. The timeout is for all of it. Podman gives stdout and stderr in no order between them.
  package func logs(
    of name: String, tty: Bool, follow: Bool = false, tail: Int? = nil, since: Timestamp? = nil,
    until: Timestamp? = nil, timestamps: Bool = false, timeout: Duration? = nil
  ) async throws -> OutputStream {
    let call = Call(.get, "/containers/{name}/logs", name)
    var query: Connection.Query = [
      ("stdout", "true"), ("stderr", "true"), ("follow", "\(follow)"), ("timestamps", "\(timestamps)"),
      ("tail", tail.map { "\($0)" } ?? "all"),
    ]
    if let since { query.append(("since", "\(since)")) }
    if let until { query.append(("until", "\(until)")) }
    return OutputStream(try await connection.open(call, query: query, timeout: timeout), of: call, tty: tty)
  }

  /// The last lines that a container wrote, and of those the last `limit` bytes.
  package func lastLines(_ count: Int, of container: ContainerDetails, limit: Int = 1 << 20) async throws -> String {
    var bytes: [UInt8] = []
    let stream = try await logs(
      of: container.id, tty: container.configuration.tty, tail: count, timeout: Call.usualTimeout)
    for try await chunk in stream {
      bytes += chunk.bytes
      if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }
    return String(decoding: bytes.suffix(limit), as: UTF8.self)
  }
}
