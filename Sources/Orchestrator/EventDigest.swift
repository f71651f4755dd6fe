import Engine
import Planning

/// Tells which of the events of a node's containers are a reason to look, and what an operator has stopped.
///
/// Some engines tell of every run of a health check; only a new verdict counts.
struct EventDigest {
  /// The services that somebody has stopped, and not started since.
  private(set) var stopped: Set<String> = []
  /// The containers that have ended, for all that is known by themselves, and have not started since.
  private(set) var ended: Set<String> = []
  /// The containers that an engine did not inspect: they have ended, whatever it tells of that, before nodectl did anything.
  private var held: Set<String> = []
  /// The containers that nodectl has asked to stop, and that have not started since.
  private var asked: Set<String> = []
  private var verdicts: [String: Health.Status] = [:]

  /// Takes note of an event; returns whether it is a reason to look.
  ///
  /// `isOurs` is whether nodectl itself is at work on the node, so that a stop is no operator's wish.
  mutating func take(_ event: Event, isOurs: Bool) -> Bool {
    let service = event.attributes[Label.service] ?? event.id
    switch event.action {
    case .healthStatus(let verdict):
      defer { verdicts[event.id] = verdict }
      return verdicts[event.id] != verdict
    case .stop:
      ended.remove(event.id)
      if isByOthers(event, isOurs) { stopped.insert(service) }
      return true
    case .start:
      ended.remove(event.id)
      held.remove(event.id)
      asked.remove(event.id)
      stopped.remove(service)
      verdicts[event.id] = nil
      return true
    case .destroy:
      ended.remove(event.id)
      held.remove(event.id)
      asked.remove(event.id)
      stopped.remove(service)
      return true
    case .die:
      if isByOthers(event, isOurs) { ended.insert(event.id) }
      return true
    case .create: return true
    case .other: return false
    }
  }

  private func isByOthers(_ event: Event, _ isOurs: Bool) -> Bool {
    !(isOurs || asked.contains(event.id)) || held.contains(event.id)
  }

  /// Takes note of a container that nodectl asks to stop.
  ///
  /// Where the answer is lost, the engine goes on with it, and tells of it when nodectl has long ceased to be at work.
  mutating func noteAsked(_ container: String) { asked.insert(container) }

  /// Takes note of containers that the engine does not inspect.
  mutating func noteHeld(_ containers: Set<String>) { held.formUnion(containers) }

  var hasHeld: Bool { !held.isEmpty }

  /// Whether it was told of every container's end that was to be told of, or of a wish.
  var hasToldHeld: Bool { held.isSubset(of: ended) || !stopped.isEmpty }

  /// Takes note of what a look has found to be stopped by wish.
  mutating func noteStopped(_ state: ObservedState) {
    stopped.formUnion(state.containers.filter(\.isStoppedByWish).compactMap(\.service))
  }

  /// Takes note of a look, so that events that tell no more are none.
  mutating func take(_ state: ObservedState) {
    verdicts = Dictionary(state.containers.map { ($0.id, Health.Status(rawValue: $0.health.rawValue)) }) { $1 }
    ended = []
    asked.formIntersection(state.containers.filter { !$0.isRunning }.map(\.id))
    stopped.formIntersection(state.containers.filter { !$0.isRunning }.compactMap(\.service))
  }
}
