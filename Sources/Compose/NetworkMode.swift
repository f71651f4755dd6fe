package import NodeSpec
import YAML

/// `network_mode:` of a service: whose network namespace it is in, where not one of its own.
package enum NetworkMode: Sendable, Equatable {
  case service(String)
  case host
  case none
  case bridge

  package init(_ text: String) throws(InvalidValue) {
    switch text {
    case "host": self = .host
    case "none": self = .none
    case "bridge": self = .bridge
    default:
      guard text.hasPrefix("service:"), text.count > "service:".count else {
        throw InvalidValue(
          "\(Redaction.quote(text)) is not a network mode that nodectl knows",
          hint: "use service:NAME, host, none or bridge")
      }
      self = .service(String(text.dropFirst("service:".count)))
    }
  }

  var rendered: Value {
    switch self {
    case .service(let name): .string("service:\(name)")
    case .host: "host"
    case .none: "none"
    case .bridge: "bridge"
    }
  }
}
