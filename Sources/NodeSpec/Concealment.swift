/// Hides known secrets wherever they are in a text, whole or in pieces.
package struct Concealment: Sendable {
  /// The shortest piece of a secret that is hidden, in bytes: of shorter ones there are too many that mean nothing.
  package static let pieceLength = 12

  /// By every piece of every secret: what is shown in its place.
  private var shown: [Piece: String] = [:]

  package init() {}

  /// Adds a secret, of which the text in angle brackets is shown.
  ///
  /// A secret shorter than ``pieceLength`` is not found again.
  package mutating func add(_ secret: some Sequence<UInt8>, shownAs text: String) {
    var piece = Piece()
    for byte in secret where piece.take(byte) { shown[piece] = "<\(text)>" }
  }

  /// The text with every run of pieces of a secret replaced, letters of either case.
  package func conceal(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var piece = Piece()
    var copied = 0
    var hidden: (range: Range<Int>, text: String)?
    func close(_ result: inout [UInt8]) {
      guard let hidden else { return }
      result += bytes[copied..<hidden.range.lowerBound] + Array(hidden.text.utf8)
      copied = hidden.range.upperBound
    }
    for (index, byte) in bytes.enumerated() where piece.take(byte) {
      guard let replacement = shown[piece] else { continue }
      let start = index + 1 - Self.pieceLength
      if let open = hidden, start <= open.range.upperBound {
        hidden = (open.range.lowerBound..<index + 1, open.text)
      } else {
        close(&result)
        hidden = (start..<index + 1, replacement)
      }
    }
    close(&result)
    return String(decoding: result + bytes[copied...], as: UTF8.self)
  }

  /// The last bytes of a text, without the case of its letters.
  private struct Piece: Hashable {
    private var bytes: UInt128 = 0
    private var count = 0

    /// Moves on by a byte; false until there is a whole piece.
    mutating func take(_ byte: UInt8) -> Bool {
      let folded = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
      bytes = (bytes << 8 | UInt128(folded)) & (1 << (8 * UInt128(pieceLength)) - 1)
      count = min(count + 1, pieceLength)
      return count == pieceLength
    }
  }
}
