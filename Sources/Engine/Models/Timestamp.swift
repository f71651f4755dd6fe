/// A moment to the nanosecond, as engines write them (RFC 3339), wherever their time zone is.
package struct Timestamp: Hashable, Sendable {
  /// Since 1970 began, UTC.
  package let seconds: Int64
  package let nanoseconds: Int32

  package init(seconds: Int64, nanoseconds: Int32 = 0) {
    self.seconds = seconds
    self.nanoseconds = nanoseconds
  }

  package init(nanosecondsSince1970 nanoseconds: Int64) {
    let fraction = nanoseconds % 1_000_000_000
    // Before 1970 too the fraction is what is to be added.
    self.init(
      seconds: nanoseconds / 1_000_000_000 - (fraction < 0 ? 1 : 0),
      nanoseconds: Int32(fraction < 0 ? fraction + 1_000_000_000 : fraction))
  }

  /// Go's zero time, which engines give for what has not happened: `0001-01-01T00:00:00Z`.
  package static let never = Timestamp(seconds: -62_135_596_800)
}

extension Timestamp: Comparable {
  package static func < (a: Timestamp, b: Timestamp) -> Bool {
    (a.seconds, a.nanoseconds) < (b.seconds, b.nanoseconds)
  }
}

extension Timestamp {
  /// Reads `2026-11-22T02:23:53.556311035Z`, or with an offset (`+01:00`) for the `Z`.
  package init?(_ text: String) {
    var text = text.utf8[...]
    func take(_ character: Unicode.Scalar) -> Bool {
      guard text.first == UInt8(ascii: character) else { return false }
      text.removeFirst()
      return true
    }
    func number(digits: Int) -> Int64? {
      let digits = text.prefix(digits)
      guard digits.allSatisfy((UInt8(ascii: "0")...UInt8(ascii: "9")).contains) else { return nil }
      text.removeFirst(digits.count)
      return Int64(String(digits) ?? "")
    }
    guard let year = number(digits: 4), take("-"), let month = number(digits: 2), take("-"),
      let day = number(digits: 2), take("T"), let hour = number(digits: 2), take(":"), let minute = number(digits: 2),
      take(":"), let second = number(digits: 2), (1...12).contains(month), (1...31).contains(day)
    else { return nil }

    var nanoseconds: Int64 = 0
    if take(".") {
      let digits = text.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }.count
      guard (1...9).contains(digits), let fraction = number(digits: digits) else { return nil }
      nanoseconds = (digits..<9).reduce(fraction) { value, _ in value * 10 }
    }

    var offset: Int64 = 0
    if !take("Z") {
      let sign: Int64 = text.first == UInt8(ascii: "-") ? -1 : 1
      guard take("+") || take("-"), let hours = number(digits: 2), take(":"), let minutes = number(digits: 2)
      else { return nil }
      offset = sign * (hours * 3600 + minutes * 60)
    }
    guard text.isEmpty else { return nil }
    let time = hour * 3600 + minute * 60 + second
    self.init(
      seconds: Self.days(year, month, day) * 86400 + time - offset, nanoseconds: Int32(nanoseconds))
  }

  /// Days from 1970-01-01, by counting years from March so that leap days end them.
  private static func days(_ year: Int64, _ month: Int64, _ day: Int64) -> Int64 {
    let y = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    return y * 365 + y / 4 - y / 100 + y / 400 + dayOfYear - 719_468
  }
}

extension Timestamp: CustomStringConvertible {
  /// As the API takes it in queries: seconds, a point, nanoseconds.
  package var description: String {
    let fraction = String(nanoseconds)
    return "\(seconds)." + String(repeating: "0", count: 9 - fraction.count) + fraction
  }
}

extension Timestamp: Decodable {
  package init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    guard let timestamp = Timestamp(try container.decode(String.self)) else {
      throw DecodingError.dataCorruptedError(in: container, debugDescription: "not a time")
    }
    self = timestamp
  }
}
