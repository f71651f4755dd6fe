import FoundationEssentials

/// Looks for pieces of secrets where they must not be.
package struct SecretSearch {
  /// Shorter pieces are found by chance.
  private static let pieceLength = 12

  private let pieces: Set<[UInt8]>
  /// The first bytes of the pieces, as one number: most of what is looked at begins with none of them.
  private let beginnings: [Bool]

  package init(for secrets: [String]) {
    pieces = Set(secrets.flatMap { Self.pieces(of: $0.lowercased()) }.map { Array($0.utf8) })
    var beginnings = [Bool](repeating: false, count: 1 << 21)
    for piece in pieces { beginnings[piece.prefix(3).reduce(0, Self.append)] = true }
    self.beginnings = beginnings
  }

  /// All the pieces of a secret.
  package static func pieces(of secret: String) -> Set<String> {
    let bytes = Array(secret.utf8)
    guard bytes.count >= pieceLength else { return [] }
    return Set(
      (0...bytes.count - pieceLength).map { String(decoding: bytes[$0..<$0 + pieceLength], as: UTF8.self) })
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
    let found = ([bytes] + decoded).flatMap { pieces(in: $0.map(Self.lowercased)) }
    return Set(found.map { String(decoding: $0, as: UTF8.self) })
  }

  private func pieces(in bytes: [UInt8]) -> Set<[UInt8]> {
    var found: Set<[UInt8]> = []
    var beginning = 0
    for (index, byte) in bytes.enumerated() {
      beginning = Self.append(beginning, byte)
      guard index >= 2, beginnings[beginning] else { continue }
      let piece = Array(bytes[(index - 2)...].prefix(Self.pieceLength))
      if pieces.contains(piece) { found.insert(piece) }
    }
    return found
  }

  /// Secrets are ASCII, of which a byte has seven bits.
  private static func append(_ number: Int, _ byte: UInt8) -> Int { (number << 7 | Int(byte & 0x7F)) & (1 << 21 - 1) }

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
