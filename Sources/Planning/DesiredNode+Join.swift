import Compose
import YAML

extension DesiredNode {
  /// The change as one of what k0s looks at only when it joins; nil for any other.
  func joinChange(_ change: FieldChange) -> JoinChange? {
    joinSetting(change).map { JoinChange(setting: $0, change: change) }
  }

  private func joinSetting(_ change: FieldChange) -> JoinSetting? {
    if change.field == "secret.\(Stack.tokenSecret)" { return .token }
    guard change.field == "command", case .string(let argument)? = change.new ?? change.old else { return nil }
    return argument == concealedToken ? .token : JoinSetting(argument: argument)
  }
}
