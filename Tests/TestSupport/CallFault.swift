/// What goes wrong with one call, with the stub engine's or with a real one's behind `fault-proxy.py`.
package enum CallFault: String, CaseIterable, Sendable {
  case dropBefore = "drop-before"
  case dropAfter = "drop-after"
  case truncate
  case malformed
  case late
  case slow
  case silence
  case endless
  case notFound = "404"
  case conflict = "409"
  case failure = "500"

  /// How long a call to a stub engine may take in which one of these is met: one ends only by that.
  package static let longestCall = Duration.seconds(2)

  package var stub: StubFault {
    switch self {
    case .dropBefore: .dropBefore
    case .dropAfter: .dropAfter
    case .truncate: .truncate
    case .malformed: .malformed
    case .late: .delay(.milliseconds(50))
    case .slow: .trickle(.milliseconds(1))
    case .silence: .silence
    case .endless: .endless
    case .notFound: .status(404)
    case .conflict: .status(409)
    case .failure: .status(500)
    }
  }
}

extension CallFault {
  /// Whether it says something about the engine that is not true, which a later call may find out.
  package var isUntrue: Bool { self == .notFound || self == .conflict }
}

extension CallFault: CustomStringConvertible {
  package var description: String {
    switch self {
    case .dropBefore: "connection lost before the engine acts"
    case .dropAfter: "connection lost after the engine acted"
    case .truncate: "half an answer"
    case .malformed: "an answer that is no JSON"
    case .late: "a late answer"
    case .slow: "an answer that comes byte by byte"
    case .silence: "no answer"
    case .endless: "an answer without an end"
    case .notFound, .conflict, .failure: "status \(rawValue)"
    }
  }
}
