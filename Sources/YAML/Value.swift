/// YAML data without positions: what is written, and what hashes and JSON are made of.
package indirect enum Value: Sendable, Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  case float(Double)
  case string(String)
  case sequence([Value])
  /// Keys keep their order.
  case mapping([Entry])

  package struct Entry: Sendable, Equatable {
    package var key: String
    package var value: Value

    package init(_ key: String, _ value: Value) {
      self.key = key
      self.value = value
    }
  }
}

extension Value {
  /// What a user would call this: `a mapping`, `a list`, `text`, ...
  package var kind: String {
    switch self {
    case .null: "nothing"
    case .boolean: "true or false"
    case .integer, .float: "a number"
    case .string: "text"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }

  /// The value under a key of a mapping.
  package subscript(key: String) -> Value? {
    guard case .mapping(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }
}

extension Value {
  /// The same data with every text in it changed, keys left out.
  package func mapTexts(_ change: (String) -> String) -> Value {
    switch self {
    case .string(let text): .string(change(text))
    case .sequence(let items): .sequence(items.map { $0.mapTexts(change) })
    case .mapping(let entries): .mapping(entries.map { Entry($0.key, $0.value.mapTexts(change)) })
    case .null, .boolean, .integer, .float: self
    }
  }
}

extension Value: ExpressibleByDictionaryLiteral {
  package typealias Key = String
  package typealias Value = Self

  package init(dictionaryLiteral entries: (String, Self)...) { self = .mapping(entries.map { Entry($0, $1) }) }
}

extension Value: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral
{
  package init(stringLiteral text: String) { self = .string(text) }
  package init(arrayLiteral items: Self...) { self = .sequence(items) }
  package init(booleanLiteral truth: Bool) { self = .boolean(truth) }
  package init(integerLiteral number: Int) { self = .integer(number) }
}

extension Value: Encodable {
  private struct Name: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  package func encode(to encoder: any Encoder) throws {
    switch self {
    case .sequence(let items):
      var container = encoder.unkeyedContainer()
      for item in items { try container.encode(item) }
    case .mapping(let entries):
      var container = encoder.container(keyedBy: Name.self)
      for entry in entries { try container.encode(entry.value, forKey: Name(stringValue: entry.key)) }
    default:
      var container = encoder.singleValueContainer()
      switch self {
      case .boolean(let truth): try container.encode(truth)
      case .integer(let number): try container.encode(number)
      case .float(let number): try container.encode(number)
      case .string(let text): try container.encode(text)
      case .null, .sequence, .mapping: try container.encodeNil()
      }
    }
  }
}
