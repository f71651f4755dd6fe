import Engine

/// How much of an image has come, over all its layers.
struct PullTotals {
  private struct Layer {
    var current: Int64 = 0
    var total: Int64 = 0
    /// Whether it is yet to be unpacked once it has come, which only Docker tells of.
    var isUnpacked = false
    var isDone = false
  }

  private var layers: [String: Layer] = [:]

  /// Takes the engine's word for one layer.
  mutating func add(_ part: PullProgress) {
    guard let id = part.layer else { return }
    var layer = layers[id]
    switch part.status {
    case "Pulling fs layer", "Waiting":
      layer = layer ?? Layer()
      layer?.isUnpacked = true
    case "Downloading":
      layer = layer ?? Layer()
      if let current = part.current {
        layer?.current = current
        layer?.total = max(part.total ?? 0, current)
      }
    case "Already exists": layer = Layer(isDone: true)
    // Other ids are no layer's: the tag, and at last the image.
    default:
      guard var known = layer else { return }
      known.current = known.total
      if part.status == "Pull complete" || part.status == "Download complete" && !known.isUnpacked {
        known.isDone = true
      }
      layer = known
    }
    layers[id] = layer
  }

  /// `12.3 of 80.1 MB, 2 of 5 layers`, as far as the engine tells sizes.
  var text: String {
    let (current, total) = sums
    let size = total == 0 ? "pulling" : "\(Self.megabytes(current)) of \(Self.megabytes(total)) MB"
    return layers.isEmpty ? size : "\(size), \(layers.values.count(where: \.isDone)) of \(layers.count) layers"
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
