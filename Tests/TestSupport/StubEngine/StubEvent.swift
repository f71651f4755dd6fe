/// Something that happened at a stub engine.
struct StubEvent: Sendable {
  let type: String
  let action: String
  let id: String
  let attributes: [String: String]
  let time: Int64
  /// Podman's, beside the action.
  let health: String?

  var json: JSONValue {
    var json: JSONValue = [
      "Type": .string(type), "Action": .string(action), "scope": "local", "time": .integer(time / 1_000_000_000),
      "timeNano": .integer(time), "Actor": ["ID": .string(id), "Attributes": JSONValue(attributes)],
    ]
    if let health { json["HealthStatus"] = .string(health) }
    return json
  }
}
