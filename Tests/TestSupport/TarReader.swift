/// Takes a ustar archive apart.
package enum TarReader {
  package struct Entry: Hashable, Sendable {
    package let path: String
    package let mode: Int
    package let owner: Int
    package let group: Int
    package let isDirectory: Bool
    package let content: [UInt8]
  }

  /// The archive's entries; nil if it is damaged, or ends without its end marks.
  package static func entries(of archive: [UInt8]) -> [Entry]? {
    var entries: [Entry] = []
    var rest = archive[...]
    while rest.count >= 512 {
      let header = Array(rest.prefix(512))
      rest = rest.dropFirst(512)
      if header.allSatisfy({ $0 == 0 }) { return entries }
      let blank = Array(repeatElement(UInt8(ascii: " "), count: 8))
      let sum = (header[..<148] + blank + header[156...]).reduce(0) { $0 + Int($1) }
      guard let size = number(header[124..<136]), let mode = number(header[100..<108]),
        let owner = number(header[108..<116]), let group = number(header[116..<124]),
        number(header[148..<156]) == sum, rest.count >= size
      else { return nil }
      let prefix = text(header[345..<500])
      entries.append(
        Entry(
          path: (prefix.isEmpty ? "" : prefix + "/") + text(header[..<100]), mode: mode,
          owner: owner, group: group,
          isDirectory: header[156] == UInt8(ascii: "5"), content: Array(rest.prefix(size))))
      rest = rest.dropFirst((size + 511) & ~511)
    }
    return nil
  }

  private static func text(_ bytes: ArraySlice<UInt8>) -> String {
    String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }

  private static func number(_ bytes: ArraySlice<UInt8>) -> Int? {
    Int(text(bytes).split(separator: " ").first ?? "", radix: 8)
  }
}
