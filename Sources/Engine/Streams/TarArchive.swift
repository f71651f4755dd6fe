/// Writes a tar archive (ustar) in memory.
///
/// Only what was added is in it: the directories above a file are not, so an engine that unpacks it leaves theirs alone.
package struct TarArchive: Sendable {
  private var entries: [UInt8] = []

  package init() {}

  /// The whole archive, end marks included.
  package var bytes: [UInt8] { entries + [UInt8](repeating: 0, count: 1024) }

  /// Adds a file at a path relative to where the archive will be unpacked; it is root's if not told otherwise.
  package mutating func addFile(
    _ path: String, mode: UInt16, _ content: [UInt8], owner: Int = 0, group: Int = 0
  ) throws(TarError) {
    try add(path, mode: mode, type: "0", size: content.count, owner: owner, group: group)
    entries += content
    entries += [UInt8](repeating: 0, count: -content.count & 511)
  }

  package mutating func addDirectory(_ path: String, mode: UInt16) throws(TarError) {
    try add(path.hasSuffix("/") ? path : path + "/", mode: mode, type: "5", size: 0)
  }

  private mutating func add(
    _ path: String, mode: UInt16, type: Unicode.Scalar, size: Int, owner: Int = 0, group: Int = 0
  ) throws(TarError) {
    let (prefix, name) = try Self.split(path)
    guard size < 1 << 33 else { throw .tooLarge(path) }
    guard (0..<1 << 21).contains(owner), (0..<1 << 21).contains(group) else { throw .badOwner(path) }
    var header = [UInt8](repeating: 0, count: 512)
    func put(_ text: some Sequence<UInt8>, at offset: Int) {
      for (index, byte) in text.enumerated() { header[offset + index] = byte }
    }
    func put(_ number: Int, at offset: Int, digits: Int) {
      let text = String(number, radix: 8)
      put((String(repeating: "0", count: digits - text.count) + text).utf8, at: offset)
    }
    put(name, at: 0)
    put(Int(mode), at: 100, digits: 7)
    put(owner, at: 108, digits: 7)
    put(group, at: 116, digits: 7)
    put(size, at: 124, digits: 11)
    put(0, at: 136, digits: 11)  // time
    put(CollectionOfOne(UInt8(ascii: type)), at: 156)
    put("ustar".utf8, at: 257)
    put("00".utf8, at: 263)
    put(prefix, at: 345)
    // The checksum is over the header with spaces in its place.
    put(repeatElement(UInt8(ascii: " "), count: 8), at: 148)
    let sum = header.reduce(0) { $0 + Int($1) }
    put(sum, at: 148, digits: 6)
    put([0], at: 154)
    entries += header
  }

  /// A path as ustar holds it: up to 155 bytes, a slash that is not stored, up to 100 bytes.
  private static func split(_ path: String) throws(TarError) -> (prefix: ArraySlice<UInt8>, name: ArraySlice<UInt8>) {
    let bytes = Array(path.utf8)
    guard !bytes.isEmpty, bytes.first != UInt8(ascii: "/"), !bytes.contains(0) else { throw .badPath(path) }
    if bytes.count <= 100 { return ([], bytes[...]) }
    let slash = bytes.indices.first { index in
      bytes[index] == UInt8(ascii: "/") && index <= 155 && (1...100).contains(bytes.count - index - 1)
    }
    guard let slash else { throw .pathTooLong(path) }
    return (bytes[..<slash], bytes[(slash + 1)...])
  }
}
