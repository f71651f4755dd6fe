import Testing

@testable import NodeSpec

@Suite struct ValueTests {
  @Test func `versions of k0s are ordered by age`() throws {
    let ordered = [
      "v1.32.1+k0s.0", "v1.34.0-alpha.2+k0s.0", "v1.34.0-rc.1+k0s.0", "v1.34.0-rc.2+k0s.0", "v1.34.0+k0s.0",
      "v1.34.0+k0s.1", "v1.34.10+k0s.0", "v2.0.0+k0s.0",
    ]
    #expect(try ordered.reversed().map(K0sVersion.init).sorted().map(\.description) == ordered)
  }

  @Test(arguments: [
    "", "v1.34", "1.34.1+k0s.0", "v1.34.1", "v1.34.1+k0s", "v1.34.1+k3s.0", "v1.34.1-gamma.1+k0s.0", "latest",
  ])
  func `what is no version of k0s is refused`(text: String) {
    #expect(throws: InvalidValue.self) { try K0sVersion(text) }
  }

  @Test(arguments: [
    ("512", 512), ("1k", 1024), ("8GiB", 8 << 30), ("8g", 8 << 30), ("1.5m", 3 << 19), ("2 GB", 2 << 30),
  ])
  func `sizes are read as engines read them`(text: String, bytes: Int) throws {
    #expect(try ByteCount.parse(text) == bytes)
  }

  @Test(arguments: [("jointoken", "joinToken"), ("join_token", "joinToken"), ("verson", "version"), ("zzz", nil)])
  func `a suggestion is a near word`(word: String, expected: String?) {
    #expect(Suggestion.nearest(to: word, among: ["joinToken", "version", "nodeIP"]) == expected)
  }
}
