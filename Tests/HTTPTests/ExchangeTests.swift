import TestSupport
import Testing

@testable import HTTP

@Suite(.timeLimit(.minutes(10))) struct ExchangeTests {
  @Test func `a request arrives as it was made`() async throws {
    let seen = Monitor<HTTPRequest?>(nil)
    let server = HTTPServer { request, connection in
      seen.withLock { $0 = request }
      connection.respond(201)
    }
    let client = HTTPClient(.unix(path: server.path))
    let request = Request(
      .put, "/a b/docker.io/x:1", query: [("filters", #"{"label":["a=b&c%"]}"#), ("t", "5")],
      headers: ["Content-Type": "application/x-tar"], body: [1, 2, 3])
    #expect(try await client.fetch(request).status == 201)

    let received = try #require(seen.withLock { $0 })
    #expect(received.method == "PUT")
    #expect(received.path == "/a b/docker.io/x:1")
    #expect(received.query == ["filters": #"{"label":["a=b&c%"]}"#, "t": "5"])
    #expect(received.headers["content-type"] == "application/x-tar")
    #expect(received.headers["expect"] == nil)
    #expect(received.body == [1, 2, 3])
  }

  @Test func `an answer of any status is an answer, its headers found whatever their case`() async throws {
    let server = HTTPServer { _, connection in
      connection.respond(404, headers: ["Api-Version": "1.45"], body: Array("gone".utf8))
    }
    let client = HTTPClient(.unix(path: server.path))
    let response = try await client.fetch(Request(.get, "/"))
    #expect(response.status == 404)
    #expect(response.headers["API-version"] == "1.45")
    #expect(response.headers["nosuch"] == nil)
    #expect(response.body == Array("gone".utf8))
  }

  @Test func `an answer to HEAD has no body to wait for`() async throws {
    let server = HTTPServer { _, connection in connection.respondHead(200, headers: ["Content-Length": "1000"]) }
    let client = HTTPClient(.unix(path: server.path))
    #expect(try await client.fetch(Request(.head, "/", timeout: .seconds(5))).body.isEmpty)
  }

  @Test func `a body in chunks, or one that ends with the connection, is whole`() async throws {
    let server = HTTPServer { request, connection in
      if request.path == "/chunked" { connection.beginChunks(200) } else { connection.beginUntilClose(200) }
      for part in ["one ", "two ", "three"] {
        if request.path == "/chunked" {
          connection.write(chunk: Array(part.utf8))
        } else {
          connection.write(Array(part.utf8))
        }
      }
      if request.path == "/chunked" { connection.finishChunks() } else { connection.close() }
    }
    let client = HTTPClient(.unix(path: server.path))
    for target in ["/chunked", "/until-close"] {
      #expect(try await client.fetch(Request(.get, target)).body == Array("one two three".utf8), "\(target)")
    }
  }

  @Test func `an interim answer is passed over`() async throws {
    let server = HTTPServer { _, connection in
      connection.write(Array("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n".utf8))
      connection.respond(200, headers: ["A": "b"])
    }
    let client = HTTPClient(.unix(path: server.path))
    let response = try await client.fetch(Request(.get, "/"))
    #expect(response.status == 200)
    #expect(response.headers["A"] == "b")
  }

  @Test func `a body beyond the limit is refused`() async throws {
    let server = HTTPServer { _, connection in
      connection.beginChunks(200)
      while connection.write(chunk: Array(repeating: 0, count: 4096)) {}
    }
    let client = HTTPClient(.unix(path: server.path))
    await #expect(throws: HTTPError.tooLarge(limit: 10_000)) {
      try await client.fetch(Request(.get, "/"), upTo: 10_000)
    }
    await #expect(throws: HTTPError.tooLarge(limit: 10_000)) {
      try await client.send(Request(.get, "/")).collected(upTo: 10_000)
    }
  }

  @Test func `two hundred requests at once are all answered, each with its own answer`() async throws {
    let server = HTTPServer { request, connection in connection.respond(200, body: Array(request.path.utf8)) }
    let client = HTTPClient(.unix(path: server.path))
    try await withThrowingTaskGroup(of: Bool.self) { group in
      for number in 0..<200 {
        group.addTask { try await client.fetch(Request(.get, "/\(number)")).body == Array("/\(number)".utf8) }
      }
      for try await isOwn in group { #expect(isOwn) }
    }
  }

  @Test func `an observer is told of every exchange, answered or not`() async throws {
    let reports = Monitor<[ExchangeReport]>([])
    let server = HTTPServer { _, connection in connection.respond(304) }
    let client = HTTPClient(.unix(path: server.path)) { report in reports.withLock { $0.append(report) } }
    _ = try await client.fetch(Request(.post, "/containers/a/start"))
    server.close()
    _ = try? await client.fetch(Request(.get, "/after"))
    let told = reports.withLock { $0.map { "\($0.method.rawValue) \($0.target) \($0.status.map(String.init) ?? "-")" } }
    #expect(told == ["POST /containers/a/start 304", "GET /after -"])
  }
}
