import Compose
import Engine
import Orchestrator
import YAML

extension NodeEvent {
  /// A line for people.
  var text: String { "\(time.rfc3339)  \(node)/\(service)  \(kind.words)" }

  /// A JSON object for programs, on one line (docs/events.md).
  var json: String {
    var entries: [Value.Entry] = [
      Value.Entry("time", .string(time.rfc3339)), Value.Entry("node", .string(node)),
      Value.Entry("service", .string(service)), Value.Entry("container", .string(container)),
      Value.Entry("engine", .string(engine)), Value.Entry("event", .string(kind.name)),
    ]
    switch kind {
    case .died(let exitCode?): entries.append(Value.Entry("exitCode", .integer(exitCode)))
    case .killed(let signal?): entries.append(Value.Entry("signal", .integer(signal)))
    case .health(let verdict): entries.append(Value.Entry("health", .string(verdict.rawValue)))
    default: break
    }
    return Value.mapping(entries).canonicalJSON
  }
}

extension NodeEvent.Kind {
  fileprivate var name: String {
    switch self {
    case .created: "created"
    case .started: "started"
    case .died: "died"
    case .stopped: "stopped"
    case .killed: "killed"
    case .outOfMemory: "out-of-memory"
    case .paused: "paused"
    case .unpaused: "unpaused"
    case .health: "health"
    case .removed: "removed"
    }
  }

  fileprivate var words: String {
    switch self {
    case .died(let exitCode?): "died with exit code \(exitCode)"
    case .killed(let signal?): "was sent signal \(signal)"
    case .killed: "was sent a signal"
    case .outOfMemory: "was out of memory"
    case .health(let verdict): "is \(verdict.rawValue)"
    case .created, .started, .died, .stopped, .paused, .unpaused, .removed: name
    }
  }
}
