import Testing

@testable import Engine

@Suite struct LineSplitterTests {
  @Test(arguments: 1...20)
  func `lines are the same however the stream is cut`(size: Int) throws {
    var splitter = LineSplitter(limit: 100)
    var lines: [String] = []
    let bytes = Array("one\ntwo\r\n\nfour\nrest".utf8)
    for start in stride(from: 0, to: bytes.count, by: size) {
      let chunk = Array(bytes[start..<min(start + size, bytes.count)])
      lines += try splitter.split(chunk).map { String(decoding: $0, as: UTF8.self) }
    }
    #expect(lines == ["one", "two", "", "four"])
    #expect(splitter.finish() == Array("rest".utf8))
    #expect(splitter.finish() == nil)
  }

  @Test func `a line beyond the limit is refused, whole or in pieces`() throws {
    var splitter = LineSplitter(limit: 4)
    #expect(try splitter.split(Array("four\n".utf8)).count == 1)
    #expect(throws: LineSplitter.LineTooLong(limit: 4)) { try splitter.split(Array("fivee\n".utf8)) }
    var pieces = LineSplitter(limit: 4)
    _ = try pieces.split(Array("abc".utf8))
    #expect(throws: LineSplitter.LineTooLong(limit: 4)) { try pieces.split(Array("de".utf8)) }
  }
}
