/// A request's body and what it is.
struct Body: Sendable {
  let contentType: String
  let bytes: [UInt8]

  static func json(_ value: some Encodable) throws -> Body {
    Body(contentType: "application/json", bytes: try JSON.encode(value))
  }

  static func tar(_ bytes: [UInt8]) -> Body { Body(contentType: "application/x-tar", bytes: bytes) }
}
