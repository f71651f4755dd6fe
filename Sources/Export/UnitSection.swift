/// A section of a unit file, its lines in the order in which they were added.
struct UnitSection: Sendable, Equatable {
  let name: String
  private(set) var lines: [String] = []

  init(_ name: String) { self.name = name }

  /// Adds an assignment; the value is written as it is.
  mutating func add(_ key: String, _ value: String) { lines.append("\(key)=\(value)") }

  /// Adds an assignment of names, or nothing where there are none.
  mutating func add(_ key: String, names: [String]) {
    if !names.isEmpty { add(key, names.joined(separator: " ")) }
  }

  mutating func comment(_ text: String) { lines.append("# \(text)") }
}
