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

  @Test func `a byte order mark is no part of the text, and moves no place`() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let source = try Source(name: "x", bytes: mark + Array("a: 1\n".utf8))
    let node = try #require(try Parser.parse(source).first)
    #expect(node.mapping?.first?.key.text == "a")
    #expect(node.mapping?.first?.keyMark.description == "x:1:1")
    let error = #expect(throws: YAMLError.self) { try Source(name: "x", bytes: mark + [0x61, 0xFF]) }
    #expect(error?.mark.description == "x:1:2")
  }

  @Test(arguments: ["\n", "\r\n", "\r", "\u{2028}", "\u{85}"])
  func `a place is on the line that the text has it on, whatever ends lines`(end: String) {
    let source = Source(name: "x", text: "a\(end)\(end)üb")
    let mark = source.mark(utf8Offset: source.text.utf8.count - 1)
    #expect(mark.description == "x:3:2")
    #expect(source.line(mark.line) == "üb")
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
