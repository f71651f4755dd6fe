import Engine

/// How much of an image has come, over all its layers.
struct PullTotals {
  private var layers: [String: (current: Int64, total: Int64)] = [:]

  /// Takes the engine's word for one layer.
  mutating func add(_ part: PullProgress) {
    guard let layer = part.layer else { return }
    if part.status == "Downloading", let current = part.current {
      layers[layer] = (current, max(part.total ?? 0, current))
    } else if let known = layers[layer] {
      layers[layer] = (known.total, known.total)
    }
  }

  /// `12.3 of 80.1 MB`, as far as the engine tells sizes.
  var text: String {
    let (current, total) = sums
    return total == 0 ? "pulling" : "\(Self.megabytes(current)) of \(Self.megabytes(total)) MB"
  }

  /// The size of what was pulled; nil where the engine did not tell.
  var size: String? { sums.total == 0 ? nil : "\(Self.megabytes(sums.total)) MB" }

  private var sums: (current: Int64, total: Int64) {
    layers.values.reduce((0, 0)) { ($0.0 + $1.current, $0.1 + $1.total) }
  }

  private static func megabytes(_ bytes: Int64) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }
}
