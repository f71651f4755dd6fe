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
      if !isOurs || held.contains(event.id) { stopped.insert(service) }
      return true
    case .start:
      ended.remove(event.id)
      held.remove(event.id)
      stopped.remove(service)
      verdicts[event.id] = nil
      return true
    case .destroy:
      ended.remove(event.id)
      held.remove(event.id)
      stopped.remove(service)
      return true
    case .die:
      if !isOurs || held.contains(event.id) { ended.insert(event.id) }
      return true
    case .create: return true
    case .other: return false
    }
  }

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
    stopped.formIntersection(state.containers.filter { !$0.isRunning }.compactMap(\.service))
  }
}
