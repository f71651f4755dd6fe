/// A stream as it may come: cut anywhere, as the seed has it.
struct Pieces: Sequence, IteratorProtocol {
  private var rest: ArraySlice<UInt8>
  private var state: UInt32

  init(_ bytes: ArraySlice<UInt8>, seed: UInt8) { (rest, state) = (bytes, UInt32(seed) + 1) }

  mutating func next() -> [UInt8]? {
    guard !rest.isEmpty else { return nil }
    // Xorshift.
    state ^= state << 13
    state ^= state >> 17
    state ^= state << 5
    let piece = rest.prefix(1 + Int(state % 19))
    rest = rest[piece.endIndex...]
    return Array(piece)
  }
}
