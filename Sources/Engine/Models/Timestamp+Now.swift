import FoundationEssentials

extension Timestamp {
  /// The time by this host's clock.
  package static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
}
