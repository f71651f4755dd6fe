import Engine
import FoundationEssentials

extension Timestamp {
  /// The time by this host's clock.
  static var now: Timestamp { Timestamp(seconds: Int64(Date().timeIntervalSince1970)) }
}
