import FoundationEssentials

/// Looks for pieces of secrets where they must not be.
package struct SecretSearch {
  /// Shorter pieces are found by chance.
  private static let pieceLength = 12

  private let pieces: Set<[UInt8]>

  package init(for secrets: [String]) {
    pieces = secrets.reduce(into: []) { $0.formUnion(Self.pieces(of: Array($1.lowercased().utf8))) }
  }

  /// The pieces that are in some bytes, also in what those are the base64 of; letters of either case.
  package func findings(in bytes: [UInt8]) -> Set<String> {
    let runs = bytes.split { !Self.isBase64($0) }.filter { $0.count >= Self.pieceLength }
    let decoded = runs.flatMap { run in
      (0..<4).compactMap { start in
        let digits = run.dropFirst(start)
        return Data(base64Encoded: Data(digits.prefix(digits.count & ~3))).map(Array.init)
      }
    }
    let found = ([bytes] + decoded).map { Self.pieces(of: $0.map(Self.lowercased)).intersection(pieces) }
    return Set(found.joined().map { String(decoding: $0, as: UTF8.self) })
  }

  private static func pieces(of bytes: [UInt8]) -> Set<[UInt8]> {
    guard bytes.count >= pieceLength else { return [] }
    return Set((0...bytes.count - pieceLength).map { Array(bytes[$0..<$0 + pieceLength]) })
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }

  private static func isBase64(_ byte: UInt8) -> Bool {
    switch lowercased(byte) {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"),
      UInt8(ascii: "/"), UInt8(ascii: "="):
      true
    default: false
    }
  }
}
