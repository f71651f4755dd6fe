import FoundationEssentials
@testable import JoinToken

/// A join token: as text, and as what its base64 holds, which a fuzzer would not get right by itself.
enum TokenTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    guard let kind = bytes.first else { return }
    let rest = Array(bytes.dropFirst())
    let text =
      switch kind % 3 {
      case 0: String(decoding: rest, as: UTF8.self)
      case 1: Data(rest).base64EncodedString()
      default: Data(Self.gzip(rest)).base64EncodedString()
      }
    _ = JoinToken.bootstrapToken(in: text)
    guard let token = try? JoinToken(text) else { return }
    _ = token.canVerifyServer(at: Date(timeIntervalSince1970: 0))
    precondition(token.id.utf8.count == 6)
  }

  /// One stored block: what it holds may be anything.
  private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
    func littleEndian(_ number: UInt32, _ count: Int) -> [UInt8] {
      (0..<count).map { UInt8(truncatingIfNeeded: number >> (8 * UInt32($0))) }
    }
    let content = Array(bytes.prefix(0xffff))
    let count = UInt32(content.count)
    return [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1] + littleEndian(count, 2) + littleEndian(~count, 2) + content
      + littleEndian(CRC32.checksum(content), 4) + littleEndian(count, 4)
  }
}
