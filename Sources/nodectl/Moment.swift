import ArgumentParser
import Compose
import Engine

/// A moment on the command line: so long ago (`10m`), or a time as logs have it (`2026-11-23T14:00:00Z`).
struct Moment: ExpressibleByArgument {
  let time: Timestamp

  init?(argument: String) {
    if let time = Timestamp(argument) {
      self.time = time
    } else if let ago = try? ComposeDuration.parse(argument) {
      let now = Timestamp.now
      time = Timestamp(
        nanosecondsSince1970: now.seconds * 1_000_000_000 + Int64(now.nanoseconds) - Int64(ago / .nanoseconds(1)))
    } else {
      return nil
    }
  }
}
