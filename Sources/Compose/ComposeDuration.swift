package import NodeSpec

/// Durations as compose writes them: `1m30s`, `1.5h`, `500ms`.
package enum ComposeDuration {
  /// Nanoseconds in a unit, largest first.
  private static let units: [(name: String, nanoseconds: Int)] = [
    ("h", 3_600_000_000_000), ("m", 60_000_000_000), ("s", 1_000_000_000), ("ms", 1_000_000), ("us", 1000), ("ns", 1),
  ]

  package static func parse(_ text: String) throws(InvalidValue) -> Duration {
    if text == "0" { return .zero }
    var nanoseconds = 0.0
    var rest = text[...]
    repeat {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest[number.endIndex...]
      let name = rest.prefix { !$0.isNumber && $0 != "." }
      rest = rest[name.endIndex...]
      let larger: [(name: String, nanoseconds: Int)] = [
        ("w", 604_800_000_000_000), ("d", 86_400_000_000_000), ("µs", 1000),
      ]
      guard let value = Double(number), let unit = (units + larger).first(where: { $0.name == name }) else {
        throw InvalidValue("\(Redaction.quote(text)) is not a duration", hint: "write it as 15s, 1m30s or 500ms")
      }
      nanoseconds += value * Double(unit.nanoseconds)
    } while !rest.isEmpty
    guard nanoseconds < 0x1p63 else { throw InvalidValue("\(Redaction.quote(text)) is too long") }
    return .nanoseconds(Int64(nanoseconds.rounded()))
  }

  package static func text(_ duration: Duration) -> String {
    let (seconds, attoseconds) = duration.components
    var rest = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
    if rest == 0 { return "0s" }
    var text = ""
    for unit in units where rest >= unit.nanoseconds {
      text += "\(rest / unit.nanoseconds)\(unit.name)"
      rest %= unit.nanoseconds
    }
    return text
  }
}
