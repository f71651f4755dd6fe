import TestSupport
import Testing

@testable import HTTP

@Suite(.enabled(if: OpenSSL.isInstalled, "openssl is not installed"), .timeLimit(.minutes(10)))
struct TLSTests {
  private func get(_ openssl: OpenSSL, host: String = "localhost", _ tls: TLSFiles) async throws -> Int {
    let client = HTTPClient(.tcp(host: host, port: openssl.port, tls: tls))
    return try await client.fetch(Request(.get, "/")).status
  }

  private func refusal(
    _ openssl: OpenSSL, host: String = "localhost", _ tls: TLSFiles
  ) async throws -> (failure: TLSFailure, reason: String) {
    let error = await #expect(throws: HTTPError.self) { try await get(openssl, host: host, tls) }
    guard case .tlsFailed(let endpoint, let failure, let reason)? = error else { throw try #require(error) }
    #expect(endpoint == .tcp(host: host, port: openssl.port, tls: tls))
    return (failure, reason)
  }

  @Test func `a server with a certificate of the named authority is trusted`() async throws {
    let openssl = try OpenSSL()
    #expect(try await get(openssl, openssl.files) == 200)
  }

  @Test func `a server that the authority does not vouch for is refused`() async throws {
    let openssl = try OpenSSL()
    let refusal = try await refusal(openssl, TLSFiles(authority: openssl.strangersCertificate))
    #expect(refusal.failure == .unknownAuthority, "\(refusal.reason)")
  }

  @Test func `a server of another name is refused`() async throws {
    let openssl = try OpenSSL()
    let refusal = try await refusal(openssl, host: "127.0.0.1", openssl.files)
    #expect(refusal.failure == .wrongName)
    #expect(refusal.reason.contains("127.0.0.1"))
  }

  @Test func `a server whose certificate has expired is refused`() async throws {
    let openssl = try OpenSSL(expired: true)
    let refusal = try await refusal(openssl, openssl.files)
    #expect(refusal.failure == .expired, "\(refusal.reason)")
  }

  @Test func `a certificate file that is missing is named`() async throws {
    let openssl = try OpenSSL()
    var files = openssl.files
    files.certificate = "/nonexistent/cert.pem"
    let refusal = try await refusal(openssl, files)
    #expect(refusal.failure == .ownCertificate)
    #expect(refusal.reason.contains("/nonexistent/cert.pem"))
  }

  @Test func `a port that speaks no TLS is refused`() async throws {
    let server = HTTPServer(.tcp) { _, connection in connection.respond(200) }
    let client = HTTPClient(.tcp(host: "127.0.0.1", port: server.port, tls: TLSFiles()))
    let error = await #expect(throws: HTTPError.self) { try await client.fetch(Request(.get, "/")) }
    guard case .tlsFailed(_, .handshake, _)? = error else { throw try #require(error) }
  }

  @Test func `a server that wants a certificate of ours gets it`() async throws {
    let openssl = try OpenSSL(verifiesClient: true)
    #expect(try await get(openssl, openssl.files) == 200)
    let without = TLSFiles(authority: openssl.files.authority)
    #expect(try await refusal(openssl, without).failure == .wantsCertificate)
  }
}
