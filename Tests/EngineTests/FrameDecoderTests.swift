import Testing

@testable import Engine

@Suite struct FrameDecoderTests {
  private let stream: [UInt8] =
    [1, 0, 0, 0, 0, 0, 0, 3] + Array("out".utf8) + [2, 0, 0, 0, 0, 0, 0, 4] + Array("err\n".utf8)
    + [1, 0, 0, 0, 0, 0, 0, 0] + [1, 0, 0, 0, 0, 0, 0, 1] + Array("!".utf8)

  @Test(arguments: 1...31)
  func `each source's bytes are the same however the stream is cut`(size: Int) throws {
    var decoder = FrameDecoder()
    var out: [UInt8] = []
    var err: [UInt8] = []
    for start in stride(from: 0, to: stream.count, by: size) {
      for chunk in try decoder.decode(Array(stream[start..<min(start + size, stream.count)])) {
        if chunk.source == .stdout { out += chunk.bytes } else { err += chunk.bytes }
      }
    }
    #expect(out == Array("out!".utf8))
    #expect(err == Array("err\n".utf8))
    #expect(decoder.isComplete)
  }

  @Test func `a stream that ends within a frame is not complete`() throws {
    var header = FrameDecoder()
    _ = try header.decode([1, 0, 0])
    #expect(!header.isComplete)
    var content = FrameDecoder()
    _ = try content.decode([1, 0, 0, 0, 0, 0, 0, 3, 65])
    #expect(!content.isComplete)
  }

  @Test func `a frame of four gigabytes is handed on as it comes`() throws {
    var decoder = FrameDecoder()
    #expect(try decoder.decode([1, 0, 0, 0, 255, 255, 255, 255, 65]) == [OutputChunk(.stdout, [65])])
    #expect(try decoder.decode([66, 67]) == [OutputChunk(.stdout, [66, 67], startsFrame: false)])
  }

  @Test(arguments: [Array("plain text".utf8), [4, 0, 0, 0, 0, 0, 0, 1], [1, 0, 0, 1, 0, 0, 0, 1]])
  func `what is no frame is refused`(bytes: [UInt8]) {
    var decoder = FrameDecoder()
    #expect(throws: FrameDecoder.NotAFrame()) { try decoder.decode(bytes) }
  }
}
