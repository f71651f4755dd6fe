import Crypto

/// The memory-hard hash that binds an address to a public key.
///
/// SHA-512 and Salsa20 over 2 MiB that have to be held whole, as `node/Identity.cpp` of ZeroTier 1.x computes it. It
/// takes some ten milliseconds, by design.
struct AddressHash {
  /// 2 MiB.
  private static let words = 262_144

  /// Bytes in their order, eight to a little-endian word.
  private var digest: SIMD8<UInt64>

  init(of key: PublicKey) {
    digest = Self.words(SHA512.hash(data: key.bytes))
    var salsa = Salsa20(key: digest.lowHalf, nonce: digest[4])
    var memory = Self.fill(from: &salsa)
    for position in stride(from: 0, to: Self.words, by: 2) {
      let place = Int(truncatingIfNeeded: memory[position].byteSwapped & 7)
      let partner = Int(truncatingIfNeeded: memory[position + 1].byteSwapped % UInt64(Self.words))
      let word = memory[partner]
      memory[partner] = digest[place]
      digest[place] = word
      digest ^= salsa.next()
    }
  }

  /// Whether it was hard enough to find: ZeroTier takes one key in fifteen.
  var isProofOfWork: Bool { digest[0] & 0xff < 17 }

  /// The last five bytes.
  var address: Address { Address(rawValue: digest[7].byteSwapped) }

  /// Each block is the keystream over the block before it.
  private static func fill(from salsa: inout Salsa20) -> [UInt64] {
    var memory: [UInt64] = []
    memory.reserveCapacity(words)
    var block = SIMD8<UInt64>.zero
    for _ in 0..<words / 8 {
      block ^= salsa.next()
      for place in 0..<8 { memory.append(block[place]) }
    }
    return memory
  }

  private static func words(_ bytes: some Sequence<UInt8>) -> SIMD8<UInt64> {
    var words = SIMD8<UInt64>.zero
    for (position, byte) in bytes.enumerated() { words[position / 8] |= UInt64(byte) << UInt64(position % 8 * 8) }
    return words
  }
}
