import Testing

@testable import Images

@Suite struct ImageReferenceTests {
  private static let digest = "sha256:" + String(repeating: "0a", count: 32)
  private static let longDigest = "sha512:" + String(repeating: "0f", count: 64)
  private static let longestTag = String(repeating: "a", count: 128)

  @Test(arguments: [
    ("busybox", "docker.io/library/busybox:latest"),
    ("busybox:1.36", "docker.io/library/busybox:1.36"),
    ("zerotier/zerotier:1.14.2", "docker.io/zerotier/zerotier:1.14.2"),
    ("docker.io/busybox", "docker.io/library/busybox:latest"),
    ("index.docker.io/a/b", "docker.io/a/b:latest"),
    ("ghcr.io/chaserhkj/crio-krun", "ghcr.io/chaserhkj/crio-krun:latest"),
    ("localhost/x", "localhost/x:latest"),
    ("localhost:5000/library/busybox:latest", "localhost:5000/library/busybox:latest"),
    ("quay.io/a/b/c__d:T_1.2-3", "quay.io/a/b/c__d:T_1.2-3"),
    ("busybox@" + digest, "docker.io/library/busybox@" + digest),
    ("busybox:1@" + digest, "docker.io/library/busybox:1@" + digest),
    ("busybox@" + longDigest, "docker.io/library/busybox@" + longDigest),
    ("a/b..c--d:" + longestTag, "docker.io/a/b..c--d:" + longestTag),
  ])
  func `a reference is completed as Docker completes it`(text: String, whole: String) throws {
    #expect(try ImageReference(text).description == whole)
    #expect(try ImageReference(whole).description == whole)
  }

  @Test(arguments: [
    "", "/", "a//b", "Busybox", "a/b:", "a:b:c", "a b", "-a", "a-", "ghcr.io/", "a/-", "a\u{301}",
    "a:.1", "a:-1", "a:b c", "a:\(longestTag)a",
    "a@sha256:12", "a@\(digest)0", "a@\(digest.uppercased())", "a@sha256:\(longDigest.dropFirst(7))",
    "a@sha512:\(digest.dropFirst(7))", "a@md5:0a",
  ])
  func `what is none is refused with a reason`(text: String) {
    let error = #expect(throws: ImageReferenceError.self) { try ImageReference(text) }
    #expect(error?.description.hasPrefix("'\(text)' is not an image reference: ") == true)
  }
}
