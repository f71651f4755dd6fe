/// A text that was read, under the name that diagnostics give it.
package final class Source: Sendable {
  /// The most bytes that a source may have: 1 MiB, hundreds of times a real node spec or compose file.
  package static let byteLimit = 1 << 20

  /// What a reader of a diagnostic knows it by: a path, `-` for standard input.
  package let name: String
  package let text: String

  package init(name: String, text: String) {
    self.name = name
    self.text = text
  }

  /// Takes the bytes of a file as they are, but for a byte order mark, which editors on Windows put before UTF-8.
  ///
  /// Throws when they are more than ``byteLimit`` or are not UTF-8, with the position of the first wrong byte.
  package convenience init(name: String, bytes: [UInt8]) throws(YAMLError) {
    guard bytes.count <= Self.byteLimit else {
      throw YAMLError(
        mark: Mark(source: Source(name: name, text: ""), line: 1, column: 1),
        message: "the file is larger than \(Self.byteLimit >> 20) MiB",
        hint: "is this the right file?")
    }
    let bytes = bytes.starts(with: "\u{FEFF}".utf8) ? Array(bytes.dropFirst(3)) : bytes
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.notUTF8(name: name, bytes: bytes)
    }
    self.init(name: name, text: text)
  }

  /// The text of a line, counted from 1, without its line break.
  package func line(_ number: Int) -> Substring? {
    var rest = text[...]
    for _ in 1..<max(number, 1) {
      guard let end = rest.firstIndex(where: \.isNewline) else { return nil }
      rest = rest[rest.index(after: end)...]
    }
    return rest.prefix { !$0.isNewline }
  }

  /// The position of the character that begins at this many UTF-8 bytes from the start.
  package func mark(utf8Offset: Int) -> Mark {
    let before = text.utf8.prefix(utf8Offset)
    let lines = Substring(before).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return Mark(source: self, line: lines.count, column: (lines.last?.unicodeScalars.count ?? 0) + 1)
  }

  private static func notUTF8(name: String, bytes: [UInt8]) -> YAMLError {
    let repaired = String(decoding: bytes, as: UTF8.self)
    let valid = zip(repaired.utf8, bytes).prefix { $0 == $1 }.count
    return YAMLError(
      mark: Source(name: name, text: repaired).mark(utf8Offset: valid),
      message: "the file is not UTF-8 text",
      hint: "save it as UTF-8; the first byte that is not is 0x" + String(bytes[min(valid, bytes.count - 1)], radix: 16)
    )
  }
}
