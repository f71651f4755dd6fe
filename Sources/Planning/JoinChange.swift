import YAML

/// A change of what k0s looks at only when a worker joins: without effect once it has.
struct JoinChange: Equatable {
  let setting: JoinSetting
  let change: FieldChange

  /// What the user should know of it where the node has joined.
  func note(of node: String) -> PlanNote {
    PlanNote("\(change) has no effect, for the node has joined already", remedy: remedy(of: node).map { [$0] } ?? [])
  }

  /// The command that has the effect; nil where the change is one of order.
  private func remedy(of node: String) -> String? {
    let (old, new) = (Self.items(change.old), Self.items(change.new))
    switch setting {
    case .token: return "nodectl up --rejoin \(node)"
    case .labels: return Self.command("label", node, old, new) { Self.part($0, before: "=") }
    case .taints:
      return Self.command("taint", node, old, new) { taint in
        "\(Self.part(Self.part(taint, before: ":"), before: "=")):\(taint.split(separator: ":").last ?? "")"
      }
    }
  }

  /// `kubectl`'s, for the items that are new, and the keys, a minus behind them, of those that are gone.
  private static func command(
    _ verb: String, _ node: String, _ old: [Substring], _ new: [Substring], key: (Substring) -> String
  ) -> String? {
    let kept = Set(new.map(key))
    let gone = old.map(key).filter { !kept.contains($0) }
    let arguments = new.filter { !old.contains($0) }.map(String.init) + gone.map { "\($0)-" }
    return arguments.isEmpty ? nil : "kubectl \(verb) node \(node) \(arguments.joined(separator: " ")) --overwrite"
  }

  /// The items of a flag's argument.
  private static func items(_ argument: Value?) -> [Substring] {
    guard case .string(let text)? = argument else { return [] }
    return text.drop { $0 != "=" }.dropFirst().split(separator: ",")
  }

  private static func part(_ text: some StringProtocol, before end: Character) -> String {
    String(text.prefix { $0 != end })
  }
}
