import ArgumentParser
import Compose
import NodeSpec
import Terminal

/// A duration on the command line: `90s`, `5m`.
struct TimeLimit: ExpressibleByArgument {
  let duration: Duration

  static func minutes(_ count: Int) -> TimeLimit { TimeLimit(duration: .seconds(count * 60)) }

  init(duration: Duration) { self.duration = duration }

  init?(argument: String) {
    guard let duration = try? ComposeDuration.parse(argument) else { return nil }
    self.init(duration: duration)
  }

  var defaultValueDescription: String { ComposeDuration.text(duration) }
}
