/// What Go writes as `null`, or leaves out, when it is empty.
protocol HasEmpty {
  init()
  var isEmpty: Bool { get }
}

extension Array: HasEmpty {}
extension Dictionary: HasEmpty {}
extension String: HasEmpty {}

/// A collection or text that is read from `null` or nothing as empty, and written only when it is not.
@propertyWrapper
package struct OrEmpty<Value> {
  package var wrappedValue: Value

  package init(wrappedValue: Value) { self.wrappedValue = wrappedValue }
}

extension OrEmpty: Sendable where Value: Sendable {}
extension OrEmpty: Equatable where Value: Equatable {}
extension OrEmpty: Hashable where Value: Hashable {}

extension OrEmpty: Decodable where Value: Decodable {
  package init(from decoder: any Decoder) throws { wrappedValue = try Value(from: decoder) }
}

extension OrEmpty: Encodable where Value: Encodable {
  package func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

// Synthesised conformances choose these over the generic methods.

extension KeyedDecodingContainer {
  func decode<Value: Decodable & HasEmpty>(_: OrEmpty<Value>.Type, forKey key: Key) throws -> OrEmpty<Value> {
    OrEmpty(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? Value())
  }
}

extension KeyedEncodingContainer {
  mutating func encode<Value: Encodable & HasEmpty>(_ value: OrEmpty<Value>, forKey key: Key) throws {
    if !value.wrappedValue.isEmpty { try encode(value.wrappedValue, forKey: key) }
  }
}
