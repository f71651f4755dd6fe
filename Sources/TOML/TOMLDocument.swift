import TOMLKit
package import YAML

/// A TOML text that was read.
package struct TOMLDocument: Sendable {
  package let source: Source
  /// Always a mapping, its keys in alphabetical order.
  package let value: Value

  package init(_ source: Source) throws(TOMLError) {
    do {
      value = Self.value(try TOMLTable(string: source.text))
    } catch {
      guard let error = error as? TOMLParseError else { throw TOMLError(mark: source.start, message: "\(error)") }
      let mark = Mark(source: source, line: error.source.begin.line, column: error.source.begin.column)
      throw TOMLError(mark: mark, message: error.description)
    }
    self.source = source
  }

  /// The keys at its top.
  package var keys: [String] {
    guard case .mapping(let entries) = value else { return [] }
    return entries.map(\.key)
  }

  private static func value(_ table: TOMLTable) -> Value {
    .mapping(table.map { Value.Entry($0.0, value($0.1)) })
  }

  private static func value(_ item: any TOMLValueConvertible) -> Value {
    if let table = item.table { return value(table) }
    if let array = item.array { return .sequence(array.map(value)) }
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
}
