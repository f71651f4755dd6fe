@testable import HTTP

/// The head of an answer that becomes a stream both ways: the same however it comes.
enum ResponseHeadTarget: FuzzTarget {
  private struct Outcome: Equatable {
    let status: Int
    let headers: [String]
    let rest: [UInt8]
  }

  static func read(_ bytes: [UInt8]) {
    guard let seed = bytes.first else { return }
    let stream = bytes.dropFirst()
    precondition(outcome([Array(stream)]) == outcome(Array(Pieces(stream, seed: seed))))
  }

  /// Nil where there is no head, or none yet.
  private static func outcome(_ pieces: [[UInt8]]) -> Outcome? {
    var reader = ResponseHeadReader()
    for (index, piece) in pieces.enumerated() {
      guard let answer = try? reader.read(piece) else { return nil }
      guard let (head, rest) = answer else { continue }
      return Outcome(
        status: head.status, headers: head.headers.fields.map { "\($0.name): \($0.value)" },
        rest: Array(rest) + pieces[(index + 1)...].joined())
    }
    return nil
  }
}
