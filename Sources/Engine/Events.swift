import HTTP

extension Engine {
  /// What happens from now on, or from a moment on, until another, or for as long as it is read: `GET /events`.
  ///
  /// It begins at once, be there something to tell or not, and ends when the engine does. Of what has happened Docker
  /// remembers 256 events. Filter by type, label and event: each probe of a health check is three events.
  package func events(
    since: Timestamp? = nil, until: Timestamp? = nil, _ filters: Filters = [:]
  ) async throws -> JSONLines<Event> {
    let call = Call(.get, "/events")
    var query = try filters.query
    if let since { query.append(("since", "\(since)")) }
    if let until { query.append(("until", "\(until)")) }
    return JSONLines(try await connection.open(call, query: query, headTimeout: Call.usualTimeout), of: call)
  }
}
