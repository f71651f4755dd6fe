package import NodeSpec
import YAML

/// `restart:` of a service.
package enum RestartPolicy: Sendable, Equatable {
  case no
  case always
  case unlessStopped
  /// At most so often; 0 for as often as it takes.
  case onFailure(limit: Int)

  package init(_ text: String) throws(InvalidValue) {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    switch (parts.first, parts.count) {
    case ("no", 1): self = .no
    case ("always", 1): self = .always
    case ("unless-stopped", 1): self = .unlessStopped
    case ("on-failure", 1): self = .onFailure(limit: 0)
    case ("on-failure", 2):
      guard let limit = Int(parts[1]), limit >= 0 else { fallthrough }
      self = .onFailure(limit: limit)
    default:
      throw InvalidValue(
        "\(Redaction.quote(text)) is not a restart policy", hint: "use no, always, unless-stopped or on-failure[:N]")
    }
  }

  /// As the engines name it, without the limit.
  package var name: String {
    switch self {
    case .no: "no"
    case .always: "always"
    case .unlessStopped: "unless-stopped"
    case .onFailure: "on-failure"
    }
  }

  /// How often a failure restarts it; 0 for as often as it takes, or where failures do not decide.
  package var limit: Int {
    if case .onFailure(let limit) = self { limit } else { 0 }
  }

  var rendered: String { limit > 0 ? "\(name):\(limit)" : name }
}
