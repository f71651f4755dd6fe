/// The public half of an identity: 32 bytes for X25519, 32 for Ed25519.
struct PublicKey: Sendable, Hashable {
  static let digits = 128

  let bytes: [UInt8]

  var agreement: ArraySlice<UInt8> { bytes.prefix(32) }
  var signing: ArraySlice<UInt8> { bytes.dropFirst(32) }
}
