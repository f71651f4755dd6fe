import Glibc

/// The clock of stub engines, in nanoseconds since 1970.
enum StubTime {
  static var now: Int64 {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  /// Reads seconds with a fraction, as queries have them.
  static func nanoseconds(_ text: String) -> Int64 {
    let parts = text.split(separator: ".")
    let fraction = parts.count > 1 ? (parts[1] + "000000000").prefix(9) : "0"
    return (Int64(parts.first ?? "") ?? 0) * 1_000_000_000 + (Int64(fraction) ?? 0)
  }

  /// As engines write it; 0 is Go's zero time.
  static func text(_ nanoseconds: Int64) -> String {
    guard nanoseconds > 0 else { return "0001-01-01T00:00:00Z" }
    var seconds = time_t(nanoseconds / 1_000_000_000)
    var parts = tm()
    gmtime_r(&seconds, &parts)
    func pad(_ number: some BinaryInteger, _ digits: Int) -> String {
      let text = String(number)
      return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
    let date = "\(pad(parts.tm_year + 1900, 4))-\(pad(parts.tm_mon + 1, 2))-\(pad(parts.tm_mday, 2))"
    let time = "\(pad(parts.tm_hour, 2)):\(pad(parts.tm_min, 2)):\(pad(parts.tm_sec, 2))"
    return "\(date)T\(time).\(pad(nanoseconds % 1_000_000_000, 9))Z"
  }
}
