import Testing

@testable import Engine

@Suite struct LogDecoderTests {
  private static let first = "2026-11-23T14:00:00.000000001Z"
  private static let second = "2026-11-23T14:00:00.000000002Z"

  private func frame(_ text: String, _ source: OutputChunk.Source = .stdout) -> OutputChunk {
    OutputChunk(source, Array(text.utf8))
  }

  private func told(_ chunks: [OutputChunk], isFramed: Bool = true, limit: Int = 1 << 20) -> [String] {
    var decoder = LogDecoder(isFramed: isFramed, limit: limit)
    let lines = chunks.flatMap { decoder.decode($0) } + decoder.finish()
    return lines.map { "\($0.source) \($0.time.nanoseconds) \(String(decoding: $0.text, as: UTF8.self))" }
  }

  @Test func `a frame is a line behind its time`() {
    #expect(
      told([frame("\(Self.first) one\n"), frame("\(Self.second) two\n", .stderr)]) == ["stdout 1 one", "stderr 2 two"])
  }

  @Test(arguments: 1...70)
  func `lines are the same however the stream is cut`(size: Int) throws {
    var stream: [UInt8] = []
    for (number, text) in ["\(Self.first) one\n", "\(Self.second) two\r\n", "\(Self.second) \n"].enumerated() {
      stream += [number == 1 ? 2 : 1, 0, 0, 0, 0, 0, 0, UInt8(text.utf8.count)] + Array(text.utf8)
    }
    var frames = FrameDecoder()
    var chunks: [OutputChunk] = []
    for start in stride(from: 0, to: stream.count, by: size) {
      chunks += try frames.decode(Array(stream[start..<min(start + size, stream.count)]))
    }
    #expect(told(chunks) == ["stdout 1 one", "stderr 2 two", "stdout 2 "])
  }

  @Test func `a line in several frames is one, without the times of its later parts`() {
    #expect(told([frame("\(Self.first) aaa"), frame("\(Self.second) bbb\n")]) == ["stdout 1 aaabbb"])
  }

  @Test func `parts of lines of two sources do not mix`() {
    let chunks = [frame("\(Self.first) o"), frame("\(Self.second) e\n", .stderr), frame("\(Self.second) ut\n")]
    #expect(told(chunks) == ["stderr 2 e", "stdout 1 out"])
  }

  @Test func `several lines in one frame are of its time`() {
    #expect(told([frame("\(Self.first) one\ntwo\n")]) == ["stdout 1 one", "stdout 1 two"])
  }

  @Test func `in a terminal's log each line has a time`() {
    let chunks = ["\(Self.first) one\r\n\(Self.second)", " two\r\n"].map {
      OutputChunk(.stdout, Array($0.utf8), startsFrame: false)
    }
    #expect(told(chunks, isFramed: false) == ["stdout 1 one", "stdout 2 two"])
  }

  @Test func `what has no time is text`() {
    #expect(told([frame("no time at all\n")]).map { $0.hasSuffix(" no time at all") } == [true])
    #expect(told([frame("short\n")]).map { $0.hasSuffix(" short") } == [true])
  }

  @Test func `a line without end is cut`() {
    let lines = told([frame("\(Self.first) " + String(repeating: "x", count: 25) + "\n")], limit: 10)
    #expect(lines.map(\.count) == [19, 19, 14])
  }

  @Test(arguments: [["12345678\n9\n"], ["12345678", "\n9\n"], ["1234567", "8\n", "9\n"]])
  func `a line that is just as long as lines may be is one, wherever the stream is cut`(pieces: [String]) {
    let rest = pieces.map { OutputChunk(.stdout, Array($0.utf8), startsFrame: false) }
    #expect(told([frame("\(Self.first) ")] + rest, limit: 8) == ["stdout 1 12345678", "stdout 1 9"])
  }

  @Test func `what was written last is a line without its end too`() {
    #expect(told([frame("\(Self.first) one\n"), frame("\(Self.second) tw")]) == ["stdout 1 one", "stdout 2 tw"])
  }
}
