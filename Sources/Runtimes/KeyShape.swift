import YAML

/// Which keys a program knows in a part of its configuration.
indirect enum KeyShape: Sendable {
  /// A value, or a table whose keys are others' business.
  case free
  case table([String: KeyShape])
  /// A table whose keys are names of the user's.
  case named(KeyShape)

  /// A table of values, named in one text, and of tables.
  static func keys(_ values: String, _ tables: [String: KeyShape] = [:]) -> KeyShape {
    var shapes = tables
    for value in values.split(whereSeparator: \.isWhitespace) { shapes[String(value)] = .free }
    return .table(shapes)
  }

  /// The keys of a table; nil for what has any.
  var keys: [String]? {
    if case .table(let shapes) = self { shapes.keys.sorted() } else { nil }
  }

  /// Tells of each key that is not known, by its path, and which are in its place.
  func check(_ value: Value, at path: [String] = [], unknown: (_ path: [String], _ known: [String]) -> Void) {
    guard case .mapping(let entries) = value else { return }
    for entry in entries {
      switch self {
      case .free: return
      case .named(let shape): shape.check(entry.value, at: path + [entry.key], unknown: unknown)
      case .table(let shapes):
        if let shape = shapes[entry.key] {
          shape.check(entry.value, at: path + [entry.key], unknown: unknown)
        } else {
          unknown(path + [entry.key], shapes.keys.sorted())
        }
      }
    }
  }
}
