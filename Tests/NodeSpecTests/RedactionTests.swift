import Testing

@testable import NodeSpec

@Suite struct RedactionTests {
  @Test(arguments: [
    ("  joinToken: {value: H4sIabc}", "  joinToken: {value: ********"),
    ("    secret: 8e4df28b72:0:ac3d", "    secret: *****************"),
    ("ZT_ID_SEC='abc'", "ZT_ID_SEC=*****"),
    ("K0S_JOIN_TOKEN=abc def", "K0S_JOIN_TOKEN=*** ***"),
    ("joinToken: abc", "joinToken: ***"),
    ("x: " + String(repeating: "a1", count: 20), "x: " + String(repeating: "*", count: 40)),
  ])
  func `what may be a secret is hidden, its width kept`(line: String, shown: String) {
    #expect(Redaction.redact(line) == shown)
  }

  @Test(arguments: [
    "name: edge-01", "joinToken: {file: join-token}", "joinToken: {env: K0S_JOIN_TOKEN}", "network: 8056c2e21c000001",
    "value: ${K0S_JOIN_TOKEN}", "    secret: \"${ZT_ID_SEC:?missing}\"", "", "# a comment",
  ])
  func `what is no secret is shown`(line: String) {
    #expect(Redaction.redact(line) == line)
  }

  @Test(arguments: [
    ("proxy http://me:word@proxy.example:3128/x", "proxy http://***@proxy.example:3128/x"),
    ("token abcdef.0123456789abcdef used", "token abcdef.**************** used"),
    ("{Token:abcdef.0123456789abcdef}", "{Token:abcdef.****************}"),
    ("K0S_abcdef.0123456789abcdef,abcdef.0123456789abcdef", "K0S_abcdef.****************,abcdef.****************"),
    ("--token " + String(repeating: "aB3+", count: 12), "--token " + String(repeating: "*", count: 48)),
    ("/" + String(repeating: "aB3+", count: 12), String(repeating: "*", count: 49)),
    ("token=" + String(repeating: "aB/3", count: 12), "token=" + String(repeating: "*", count: 48)),
    (String(repeating: "aB", count: 19) + "==", String(repeating: "*", count: 38) + "=="),
  ])
  func `what looks like a secret is hidden in what a program prints`(line: String, shown: String) {
    #expect(Redaction.redactOutput(line) == shown)
  }

  @Test(arguments: [
    "time=\"2026-01-01T00:00:00Z\" level=error msg=\"failed to read join token: file not found\"",
    "sha256:" + String(repeating: "0a", count: 32),
    "/var/lib/docker/overlay2/" + String(repeating: "0a", count: 32) + "/merged/usr/local/bin/something",
    "abcdef.0123456789abcdef0",
    "cannot pull harbor.example.com/proxycache/infrastructure/k0sproject/k0s:v1.34.1-k0s.0: not found",
    "mount src=/srv/kubernetes/Nodes/edge01/k0sdata/containers, dst=/var/lib/k0s: no such file",
  ])
  func `ids, paths, images and what is said of secrets stay in what a program prints`(line: String) {
    #expect(Redaction.redactOutput(line) == line)
  }

  @Test func `a long value is told by its length`() {
    #expect(Redaction.quote(String(repeating: "a", count: 270)) == "this text of 270 characters")
  }

  @Test func `a bootstrap token in the place of a value is hidden in the message, as in the line below it`() {
    #expect(Redaction.quote("abcdef.0123456789abcdef") == "'abcdef.****************'")
  }

  @Test func `a dump of a source does not hold its secret`() {
    var dumped = ""
    dump(SecretSource.inline("s3cr3t"), to: &dumped)
    #expect(!dumped.contains("s3cr3t"))
    #expect(!String(reflecting: SecretSource.inline("s3cr3t")).contains("s3cr3t"))
  }
}
