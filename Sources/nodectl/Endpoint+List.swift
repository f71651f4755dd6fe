import HTTP

extension [Endpoint] {
  /// For a sentence on where something is not.
  var list: String { map(\.description).joined(separator: " or ") }
}
