import TOMLKit
package import YAML

/// A TOML text that was read.
package struct TOMLDocument: Sendable {
  package let source: Source
  /// Always a mapping, its keys in alphabetical order.
  package let value: Value

  package init(_ source: Source) throws(TOMLError) {
    try Self.checkLimits(of: source)
    let table: TOMLTable
    do {
      table = try TOMLTable(string: source.text)
    } catch {
      guard let error = error as? TOMLParseError else { throw TOMLError(mark: source.start, message: "\(error)") }
      let mark = source.mark(line: error.source.begin.line, column: error.source.begin.column)
      throw TOMLError(mark: mark, message: error.description)
    }
    guard let value = Self.value(table, depth: 0) else {
      throw TOMLError(mark: source.start, message: "its tables and lists are nested more than \(Self.depthLimit) deep")
    }
    (self.source, self.value) = (source, value)
  }

  /// The keys at its top.
  package var keys: [String] {
    guard case .mapping(let entries) = value else { return [] }
    return entries.map(\.key)
  }

  /// Nil where it is too deep.
  private static func value(_ table: TOMLTable, depth: Int) -> Value? {
    guard depth < depthLimit else { return nil }
    var entries: [Value.Entry] = []
    for (key, item) in table {
      guard let value = value(item, depth: depth + 1) else { return nil }
      entries.append(Value.Entry(key, value))
    }
    return .mapping(entries)
  }

  private static func value(_ array: TOMLArray, depth: Int) -> Value? {
    guard depth < depthLimit else { return nil }
    var items: [Value] = []
    for item in array {
      guard let value = value(item, depth: depth + 1) else { return nil }
      items.append(value)
    }
    return .sequence(items)
  }

  private static func value(_ item: any TOMLValueConvertible, depth: Int) -> Value? {
    if let table = item.table { return value(table, depth: depth) }
    if let array = item.array { return value(array, depth: depth) }
    if let text = item.string { return .string(text) }
    if let truth = item.bool { return .boolean(truth) }
    if let number = item.int { return .integer(number) }
    if let number = item.double { return .float(number) }
    // A date or a time, which no configuration of a runtime has.
    return .string(item.debugDescription)
  }
}

extension Source {
  fileprivate var start: Mark { Mark(source: self, line: 1, column: 1) }

  /// The place that TOML counts so, whose lines end at line feeds alone.
  func mark(line: Int, column: Int) -> Mark {
    let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
    let before = lines.prefix(line - 1).reduce(0) { $0 + $1.count + 1 }
    let place = text.unicodeScalars.prefix(before + column - 1)
    return mark(utf8Offset: Substring(place).utf8.count)
  }
}
