/// Cuts a stream of bytes into lines, none of which may be longer than a bound.
package struct LineSplitter: Sendable {
  private let limit: Int
  private var rest: [UInt8] = []

  package init(limit: Int) { self.limit = limit }

  package struct LineTooLong: Error, Equatable, Sendable {
    package let limit: Int
  }

  /// The lines that the chunk completes, without their ends (`\n` or `\r\n`).
  package mutating func split(_ chunk: [UInt8]) throws(LineTooLong) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var start = chunk.startIndex
    while let end = chunk[start...].firstIndex(of: UInt8(ascii: "\n")) {
      try keep(chunk[start..<end])
      if rest.last == UInt8(ascii: "\r") { rest.removeLast() }
      lines.append(rest)
      rest = []
      start = end + 1
    }
    try keep(chunk[start...])
    return lines
  }

  /// What follows the last line's end, if anything does.
  package mutating func finish() -> [UInt8]? {
    defer { rest = [] }
    return rest.isEmpty ? nil : rest
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) throws(LineTooLong) {
    guard rest.count + bytes.count <= limit else { throw LineTooLong(limit: limit) }
    rest += bytes
  }
}
