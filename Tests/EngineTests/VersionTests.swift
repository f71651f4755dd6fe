import Testing

@testable import Engine

@Suite struct VersionTests {
  @Test(arguments: [
    ("1.45", Version(1, 45)), ("5.4.2", Version(5, 4, 2)), ("26.1.5+dfsg1", Version(26, 1, 5)),
    ("6.0.0-dev", Version(6, 0, 0)), ("29", Version(29, 0)),
  ])
  func `a version is its numbers`(text: String, version: Version) {
    #expect(Version(text) == version)
  }

  @Test(arguments: ["", "v1.45", "latest", "1.2.3.4", ".5"])
  func `what has no number first is no version`(text: String) {
    #expect(Version(text) == nil)
  }

  @Test func `1.9 is older than 1.41`() {
    #expect(Version(1, 9) < Version(1, 41))
    #expect(Version(5, 5, 2) < Version(5, 6))
  }
}
