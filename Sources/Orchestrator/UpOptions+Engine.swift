import Engine
import Planning

extension UpOptions {
  /// The options with what they leave to the engine: to ask a node's parts takes a command in each of their containers.
  func settled(on engine: Engine) -> UpOptions {
    var options = self
    options.wait = wait ?? (engine.capabilities.execsLeaveNothingBehind ? .ready : .healthy)
    return options
  }
}
