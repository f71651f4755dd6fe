import FoundationEssentials
import TestSupport
import Testing

@testable import JoinToken

@Suite struct JoinTokenTests {
  @Test func `a token says where it leads, and whom the node will trust there`() throws {
    let token = try JoinToken(Samples.token)
    #expect(token.role == .worker)
    #expect(token.server == "https://203.0.113.10:6443")
    #expect(token.id == "abcdef")
    let authority = try #require(token.authorities.first)
    #expect(token.authorities.count == 1)
    #expect(authority.fingerprint == Samples.fingerprint)
    #expect(authority.publicKeyHash == Samples.publicKeyHash)
    #expect(authority.notAfter == Date(timeIntervalSince1970: Double(Samples.notAfter)))
  }

  @Test func `the bootstrap token is found in it, and none in what is no token`() {
    #expect(JoinToken.bootstrapToken(in: Samples.token)?.hasPrefix("abcdef.") == true)
    #expect(JoinToken.bootstrapToken(in: "no token") == nil)
  }

  @Test func `a certificate of version 1 and of the years after 2049 is read`() throws {
    let authority = try #require(try JoinToken(TokenBuilder().text).authorities.first)
    #expect(authority.fingerprint == Samples.lateFingerprint)
    #expect(authority.publicKeyHash == Samples.latePublicKeyHash)
    #expect(authority.notAfter == Date(timeIntervalSince1970: Double(Samples.lateNotAfter)))
  }

  @Test func `every authority is listed, and what is none is skipped`() throws {
    var builder = TokenBuilder()
    let other = "-----BEGIN NOTE-----\nAAAA\n-----END NOTE-----\n"
    builder.authority = "A comment\n" + Samples.lateAuthority + "\n" + other + Samples.lateAuthority + "\n"
    #expect(try JoinToken(builder.text).authorities.count == 2)
  }

  @Test func `the API server can be verified until the last authority ends`() throws {
    let token = try JoinToken(Samples.token)
    let end = Date(timeIntervalSince1970: Double(Samples.notAfter))
    #expect(token.canVerifyServer(at: end))
    #expect(!token.canVerifyServer(at: end + 1))
  }

  @Test(arguments: ["\n", "\r\n"])
  func `line breaks are nothing, as for k0s`(ending: String) throws {
    let lines = Samples.token.enumerated().map { $0 % 64 == 63 ? String($1) + ending : String($1) }
    #expect(try JoinToken(ending + lines.joined() + ending) == JoinToken(Samples.token))
  }

  @Test func `a worker's token will do`() throws {
    try JoinToken(Samples.token).requireWorker()
  }

  @Test func `a controller's token is read, and will not do`() throws {
    var builder = TokenBuilder()
    builder.user = "controller-bootstrap"
    builder.server = "https://203.0.113.10:9443"
    let token = try JoinToken(builder.text)
    #expect(token.role == .controller)
    #expect(token.server == "https://203.0.113.10:9443")
    #expect(throws: JoinTokenError.controllerToken) { try token.requireWorker() }
  }

  @Test func `the secret is not kept`() throws {
    var dumped = ""
    dump(try JoinToken(Samples.token), to: &dumped)
    #expect(!dumped.contains("0123456789abcdef"))
  }

  @Test func `no text makes the reader crash`() {
    var random = SeededGenerator(seed: 1)
    let kubeconfig = Array(TokenBuilder().kubeconfig.utf8)
    for _ in 0..<300 {
      var bytes = kubeconfig
      for _ in 0...Int.random(in: 0...4, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? JoinToken(Data(Gzip.stored(bytes)).base64EncodedString())
    }
  }
}
