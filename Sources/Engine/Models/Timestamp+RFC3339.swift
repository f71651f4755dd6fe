import FoundationEssentials

extension Timestamp {
  /// As logs have it, to the nanosecond, UTC: `2026-11-22T02:23:53.556311035Z`.
  package var rfc3339: String {
    let second = Date(timeIntervalSince1970: Double(seconds)).formatted(.iso8601)
    return "\(second.dropLast())\(description.drop { $0 != "." })Z"
  }
}
