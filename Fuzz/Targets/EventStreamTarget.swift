@testable import Engine

/// The lines of JSON in which engines tell events and the course of a pull: the same however the stream is cut.
enum EventStreamTarget: FuzzTarget {
  private static let limit = 4096

  static func read(_ bytes: [UInt8]) {
    guard let seed = bytes.first else { return }
    let stream = bytes.dropFirst()
    let lines = lines([Array(stream)])
    precondition(lines == self.lines(Array(Pieces(stream, seed: seed))))
    for line in lines ?? [] {
      precondition(line.count <= limit && !line.contains(UInt8(ascii: "\n")))
      _ = try? JSON.decode(Pull.Line.self, from: line, of: Call(.post, "/images/create"))
      guard let event = try? JSON.decode(Event.self, from: line, of: Call(.get, "/events")) else { continue }
      precondition((0..<1_000_000_000).contains(event.time.nanoseconds))
      precondition(Timestamp(event.time.rfc3339) == event.time, event.time.rfc3339)
    }
  }

  /// Nil where one is too long.
  private static func lines(_ pieces: [[UInt8]]) -> [[UInt8]]? {
    var splitter = LineSplitter(limit: limit)
    var lines: [[UInt8]] = []
    for piece in pieces {
      guard let split = try? splitter.split(piece) else { return nil }
      lines += split
    }
    return lines + (splitter.finish().map { [$0] } ?? [])
  }
}
