import FoundationEssentials
import Testing

@testable import nodectl

@Suite struct TokenTests {
  @Test func `what is shown of a token is what it is for, and not its secret half`() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(joinToken + "\n", to: "join-token")
    let show = try await sandbox.run(["token", "show"])
    #expect(show.status == .done)
    #expect(
      show.output == """
        role      worker
        server    https://192.0.2.1:6443
        token id  abcdef
        CA        BE:FD:63:7A:F7:D1:AD:57:D3:2E:A7:90:6A:C5:AA:C8:18:5E:CF:0A:D5:D1:94:20:98:EC:9D:C0:66:54:7A:54
                  sha256:ac72b41ac600ea89630b39b31b0737da01ecd09b7f7805fda951fd8c502f41be
                  until 2126-10-29T04:16:37Z

        """)
  }

  @Test func `as JSON, programs get the same`() async throws {
    let show = try await Sandbox().run(["token", "show", "-", "--json"], input: joinToken)
    let shown = try JSONDecoder().decode(Shown.self, from: Data(show.output.utf8))
    #expect(shown.role == "worker")
    #expect(shown.authorities.map(\.notAfter) == ["2126-10-29T04:16:37Z"])
    #expect(!show.output.contains("0123456789abcdef"))
  }

  @Test(arguments: [
    ("", "the join token is empty"),
    ("sudo k0s token create --role=worker", "this is a command line, not a join token"),
    (String(joinToken.dropLast(200)), "the end of the join token is missing"),
    ("\"\(joinToken)\"", "the join token has quotation marks around it"),
    (Data(joinToken.utf8).base64EncodedString(), "was encoded in base64 twice"),
  ])
  func `a bad token is told with its file and what is wrong, and not shown`(text: String, message: String) async throws
  {
    let show = try await Sandbox().run(["token", "show", "-"], input: text)
    #expect(show.status == .invalidSpec)
    #expect(show.output == "")
    #expect(show.errors.hasPrefix("error: -: "))
    #expect(show.errors.contains(message), "\(show.errors)")
  }

  private struct Shown: Decodable, Equatable {
    struct Authority: Decodable, Equatable {
      let fingerprint: String
      let publicKeyHash: String
      let notAfter: String
    }

    let id: String
    let role: String
    let server: String
    let authorities: [Authority]
  }
}
