extension Duration {
  /// For people: `0.4s`, `12.3s`, `2m05s`, `1h02m`.
  package var text: String {
    let tenths = Int(components.seconds) * 10 + Int(components.attoseconds / 100_000_000_000_000_000)
    if tenths < 600 { return "\(tenths / 10).\(tenths % 10)s" }
    let seconds = tenths / 10
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }
    if seconds < 3600 { return "\(seconds / 60)m\(two(seconds % 60))s" }
    return "\(seconds / 3600)h\(two(seconds % 3600 / 60))m"
  }
}
