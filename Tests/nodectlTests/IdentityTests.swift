import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@testable import nodectl

@Suite struct IdentityTests {
  @Test func `a new identity is in a file for its owner alone, and checks`() async throws {
    let sandbox = try Sandbox()
    let new = try await sandbox.run(["identity", "new", "edge.secret"])
    #expect(new.status == .done)
    let text = try sandbox.read("edge.secret")
    let address = text.prefix(10)
    #expect(new.output == "edge.secret: the identity of \(address)\n")
    var status = stat()
    unsafe lstat(sandbox.directory.appending("edge.secret").string, &status)
    #expect(status.st_mode & 0o777 == 0o600)
    let check = try await sandbox.run(["identity", "check", "edge.secret"])
    #expect(check.output == "\(address): ok, an identity with its secret key\n")
  }

  @Test func `a file that is there is not overwritten by a new identity`() async throws {
    let sandbox = try Sandbox()
    try sandbox.write("mine", to: "identity.secret")
    let new = try await sandbox.run(["identity", "new"])
    #expect(new.status == .failed)
    #expect(new.errors == "error: identity.secret exists already, and is not overwritten\n")
    #expect(try sandbox.read("identity.secret") == "mine")
  }

  @Test func `what is shown of an identity is its address and its public part`() async throws {
    let sandbox = try Sandbox()
    try sandbox.write(knownIdentity, to: "identity.secret")
    let show = try await sandbox.run(["identity", "show"])
    #expect(show.status == .done)
    #expect(show.output == "address  8e4df28b72\npublic   \(knownIdentity.dropLast(129))\n")
  }

  @Test func `as JSON, programs get the same`() async throws {
    let sandbox = try Sandbox()
    for command in ["show", "check"] {
      let outcome = try await sandbox.run(["identity", command, "-", "--json"], input: knownIdentity)
      let shown = try JSONDecoder().decode(Shown.self, from: Data(outcome.output.utf8))
      #expect(
        shown == Shown(address: "8e4df28b72", public: String(knownIdentity.dropLast(129)), hasSecret: true))
      #expect(!outcome.output.contains(knownIdentity.suffix(128)))
    }
  }

  @Test func `the public part alone is taken from standard input, and checked`() async throws {
    let check = try await Sandbox().run(["identity", "check", "-"], input: "\(knownIdentity.dropLast(129))\n")
    #expect(check.output == "8e4df28b72: ok, the public part of an identity\n")
  }

  @Test(arguments: [
    ("", "the ZeroTier identity is empty; make one with `nodectl identity new`"),
    ("9" + knownIdentity.dropFirst(), "the address of this public key is 8e4df28b72, not 9e4df28b72"),
    (knownIdentity + ":00", "but this has 5"),
    (String(knownIdentity.dropLast()), "the secret key of a ZeroTier identity has 128 digits, but this has 127"),
    (
      knownIdentity.dropLast(128) + String(repeating: "1", count: 128),
      "the secret key of this ZeroTier identity is not that of its public key (X25519)"
    ),
  ])
  func `a bad identity is told with its file and what is wrong, and not shown`(text: String, message: String)
    async throws
  {
    let sandbox = try Sandbox()
    try sandbox.write(text, to: "identity.secret")
    let check = try await sandbox.run(["identity", "check"])
    #expect(check.status == .invalidSpec)
    #expect(check.output == "")
    #expect(check.errors.hasPrefix("error: identity.secret: "))
    #expect(check.errors.contains(message), "\(check.errors)")
  }

  @Test func `a file that is not there is an error with its name`() async throws {
    let check = try await Sandbox().run(["identity", "check", "gone"])
    #expect(check.status == .invalidSpec)
    #expect(check.errors == "error: gone: there is no such file\n")
  }

  @Test func `the check of a spec finds an address that is another key's, and export does not look`() async throws {
    let sandbox = try Sandbox()
    try writeNode(in: sandbox)
    try sandbox.write("9" + knownIdentity.dropFirst(), to: "identity.secret")
    let check = try await sandbox.run(["check"])
    #expect(check.status == .invalidSpec)
    #expect(check.errors.hasPrefix("node.yaml:4:20: error: the address of this public key is 8e4df28b72"))
    #expect(try await sandbox.run(["export"]).status == .done)
  }

  private struct Shown: Decodable, Equatable {
    let address: String
    let `public`: String
    let hasSecret: Bool
  }
}
