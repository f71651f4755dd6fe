/// Something that happened to a container, network, volume or image.
///
/// On engines whose events do not carry the verdict (see ``Capabilities/eventsCarryTheVerdict``) it is a reason to look,
/// no more.
package struct Event: Hashable, Sendable {
  package enum Action: Hashable, Sendable {
    case create
    case start
    /// The main process ended.
    case die(exitCode: Int?)
    case healthStatus(Health.Status)
    /// A client had it stopped: it did not end by itself. A restart is one too, with a start after it.
    case stop
    /// Removed; Podman says `remove`.
    case destroy
    case other(String)
  }

  /// `container`, `network`, `volume` or `image`.
  package let type: String
  package let action: Action
  /// The id of what it happened to.
  package let id: String
  /// The labels of a container among them, and its `name` and `image`.
  package let attributes: [String: String]
  package let time: Timestamp
}

extension Event: Decodable {
  private enum CodingKeys: String, CodingKey {
    case type = "Type"
    case action = "Action"
    case actor = "Actor"
    case time = "timeNano"
    case health = "HealthStatus"
  }

  private struct Actor: Decodable {
    let id: String
    @OrEmpty var attributes: [String: String]

    enum CodingKeys: String, CodingKey {
      case id = "ID"
      case attributes = "Attributes"
    }
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    type = try container.decode(String.self, forKey: .type)
    let actor = try container.decode(Actor.self, forKey: .actor)
    id = actor.id
    attributes = actor.attributes
    time = Timestamp(nanosecondsSince1970: try container.decode(Int64.self, forKey: .time))
    action = Action(
      try container.decode(String.self, forKey: .action), exitCode: actor.attributes["exitCode"].flatMap { Int($0) },
      health: try container.decodeIfPresent(String.self, forKey: .health))
  }
}

extension Event.Action {
  /// Docker puts a verdict, and an exec's command, behind a colon; Podman gives the verdict apart.
  fileprivate init(_ text: String, exitCode: Int?, health: String?) {
    let parts = text.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
    switch parts.first {
    case "create": self = .create
    case "start": self = .start
    case "die": self = .die(exitCode: exitCode)
    case "health_status":
      self = .healthStatus(Health.Status(rawValue: parts.count > 1 ? String(parts[1]) : health ?? ""))
    case "stop": self = .stop
    case "destroy", "remove": self = .destroy
    default: self = .other(text)
    }
  }
}
