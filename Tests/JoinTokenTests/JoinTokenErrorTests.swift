import FoundationEssentials
import Testing

@testable import JoinToken

@Suite struct JoinTokenErrorTests {
  private static let good = TokenBuilder().text

  private static let mistakes: [(text: String, error: JoinTokenError)] = [
    ("", .empty),
    (" \r\n", .empty),
    ("k0s token create --role=worker", .command),
    ("$ sudo k0s token create --role=worker\n\(good)", .command),
    ("K0S_JOIN_TOKEN=\(good)", .assignment),
    ("export K0S_JOIN_TOKEN='\(good)'", .assignment),
    ("\"\(good)\"", .quoted),
    ("'\(good)'\n", .quoted),
    ("“\(good)”", .quoted),
    ("\(good.prefix(64))\n  \(good.dropFirst(64))", .blank(position: 66)),
    ("\(good) ", .blank(position: good.count + 1)),
    ("\t\(good)", .blank(position: 1)),
    ("H4sIAAAAAAAA_-0d-w==", .urlSafe),
    ("H4sIAAAAAAAA…", .notBase64(position: 13)),
    ("${K0S_JOIN_TOKEN}", .notBase64(position: 1)),
    ("\(good)\n\(good)", .severalTokens),
    ("QQ=A", .severalTokens),
    ("Q===", .truncated),
    (Data(good.utf8).base64EncodedString(), .encodedTwice),
    (TokenBuilder.text(of: good), .encodedTwice),
    ("aGVsbG8gd29ybGQh", .notGzip),
    (Data(TokenBuilder().kubeconfig.utf8).base64EncodedString(), .notCompressed),
    (TokenBuilder().kubeconfig, .plainKubeconfig),
    ("{\"kind\": \"Config\", \"apiVersion\": \"v1\"}", .plainKubeconfig),
    ("abcdef.0123456789abcdef\n", .bareBootstrapToken),
    (TokenBuilder.text(of: String(repeating: " ", count: JoinToken.sizeLimit + 1)), .tooLarge),
    (TokenBuilder.text(of: ""), .notKubeconfig),
    (TokenBuilder.text(of: "just words"), .notKubeconfig),
    (TokenBuilder.text(of: "kind: Pod"), .notKubeconfig),
    (TokenBuilder.text(of: "a: [\ntoken: abcdef.0123456789abcdef"), .notKubeconfig),
    (TokenBuilder.text(of: "kind: Config"), .missing("current-context")),
    (TokenBuilder.text(of: "kind: Config\ncurrent-context: k0s"), .missing("contexts")),
  ]

  @Test(arguments: mistakes)
  func `a common mistake is told for what it is`(text: String, expected: JoinTokenError) {
    #expect(throws: expected) { try JoinToken(text) }
  }

  @Test func `a token without its end is truncated, wherever it ends`() {
    for count in 1..<Samples.token.count {
      #expect(throws: JoinTokenError.truncated) { try JoinToken(String(Samples.token.prefix(count))) }
    }
  }

  @Test func `damage is found`() throws {
    var bytes = Array(try #require(Data(base64Encoded: Samples.token)))
    bytes[bytes.count - 6] ^= 1
    #expect(throws: JoinTokenError.damaged(.wrongChecksum)) { try JoinToken(Data(bytes).base64EncodedString()) }
  }

  @Test(arguments: [
    ("server: https", "other: https", JoinTokenError.missing("cluster.server")),
    ("certificate-authority-data", "certificate-authority", .missing("cluster.certificate-authority-data")),
    ("    token: ", "    password: ", .missing("user.token")),
    ("    cluster: k0s", "    cluster: other", .missing("clusters")),
    ("    user: kubelet-bootstrap", "    user: other", .missing("users")),
    ("current-context: k0s", "current-context: other", .missing("contexts")),
    ("kubelet-bootstrap", "kubernetes-admin", .foreignUser("kubernetes-admin")),
    ("abcdef.0123456789abcdef", "abcdef.0123456789abcde", .badBootstrapToken),
    ("abcdef.0123456789abcdef", "abcdef.0123456789abcdeF", .badBootstrapToken),
    ("abcdef.0123456789abcdef", "abcdef0123456789abcdef", .badBootstrapToken),
    ("certificate-authority-data: LS0t", "certificate-authority-data: AAAA", .badCertificate),
    ("certificate-authority-data: LS0t", "certificate-authority-data: ....", .badCertificate),
  ])
  func `a kubeconfig that lacks something is refused`(part: String, other: String, expected: JoinTokenError) {
    let kubeconfig = TokenBuilder().kubeconfig.replacing(part, with: other)
    #expect(kubeconfig != TokenBuilder().kubeconfig)
    #expect(throws: expected) { try JoinToken(TokenBuilder.text(of: kubeconfig)) }
  }

  @Test func `a broken certificate is refused, wherever it is broken`() throws {
    let lines = Samples.lateAuthority.split(separator: "\n")
    let body = lines.dropFirst().dropLast().joined()
    let der = Array(try #require(Data(base64Encoded: body)))
    for count in stride(from: 0, to: der.count, by: 7) {
      var builder = TokenBuilder()
      builder.authority = """
        -----BEGIN CERTIFICATE-----
        \(Data(der.prefix(count)).base64EncodedString())
        -----END CERTIFICATE-----
        """
      #expect(throws: JoinTokenError.badCertificate) { try JoinToken(builder.text) }
    }
  }

  @Test(arguments: [
    (
      JoinTokenError.controllerToken,
      "this join token makes a controller; make a worker's on a controller with `k0s token create --role=worker`"
    ),
    (.blank(position: 66), "the join token has a blank at character 66, which k0s does not take; put it on one line"),
    (.damaged(.wrongChecksum), "the join token is damaged (its checksum is another); copy it again"),
    (.quoted, "the join token has quotation marks around it; remove them"),
  ])
  func `an error is a sentence that says what to do`(error: JoinTokenError, expected: String) {
    #expect(error.description == expected)
  }
}
