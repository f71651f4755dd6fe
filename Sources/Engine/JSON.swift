import FoundationEssentials

/// The engine's JSON, written with sorted keys.
enum JSON {
  static func encode(_ value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  /// Throws ``EngineError/unreadable(_:detail:)`` where the bytes are not what the call should give.
  static func decode<Value: Decodable>(_ type: Value.Type, from bytes: [UInt8], of call: Call) throws -> Value {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as DecodingError {
      throw EngineError.unreadable(call, detail: describe(error))
    }
  }

  /// Where in the answer it is, and what is wrong; never what is there, for that may be secret.
  static func describe(_ error: DecodingError) -> String {
    switch error {
    case .keyNotFound(let key, let context): "\(path(context.codingPath + [key])) is missing"
    case .valueNotFound(_, let context): "\(path(context.codingPath)) is null"
    case .typeMismatch(let type, let context): "\(path(context.codingPath)) is not of type \(type)"
    case .dataCorrupted(let context) where !context.codingPath.isEmpty: "\(path(context.codingPath)) has a bad value"
    default: "it is not JSON"
    }
  }

  private static func path(_ keys: [any CodingKey]) -> String {
    keys.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
  }
}
