import Testing

@testable import YAML

@Suite struct SourceTests {
  @Test func `bytes that are not UTF-8 are refused with their position`() {
    let error = #expect(throws: YAMLError.self) {
      try Source(name: "x", bytes: Array("a: 1\nb: ".utf8) + [0xFF, 0x41])
    }
    #expect(error?.mark.description == "x:2:4")
    #expect(error?.hint?.contains("0xff") == true)
  }

  @Test func `a file that is too large is refused`() {
    let bytes = [UInt8](repeating: 0x20, count: Source.byteLimit + 1)
    #expect(throws: YAMLError.self) { try Source(name: "x", bytes: bytes) }
  }

  @Test(arguments: [(1, "first"), (2, ""), (3, "third"), (4, nil)] as [(Int, String?)])
  func `a line is found by its number`(number: Int, text: String?) {
    #expect(Source(name: "x", text: "first\n\nthird").line(number).map(String.init) == text)
  }
}
