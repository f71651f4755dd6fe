package import Engine
import Planning

/// What happens to the nodes on one engine, as that tells.
///
/// What engines do for themselves, and every run of a health check, is left out.
package struct NodeEvents: Sendable {
  package let engine: Engine
  /// Nil for all.
  private let nodes: Set<String>?
  private var verdicts: [String: Health.Status] = [:]

  /// `seen` are the containers that are there, and so the verdicts that are no news.
  package init(_ engine: Engine, of nodes: Set<String>?, seen: [ContainerDetails]) {
    (self.engine, self.nodes) = (engine, nodes)
    for container in seen { verdicts[container.id] = container.state.health?.status }
  }

  /// Hands on what has happened since a moment, or happens from now on, until another, or until the engine ends.
  ///
  /// Throws `EngineError`, `CancellationError`, or what `take` throws.
  package func run(since: Timestamp?, until: Timestamp?, _ take: (NodeEvent) throws -> Void) async throws {
    var events = self
    // Of a label Podman wants the value too.
    let label = nodes?.count == 1 ? nodes?.first.map { ["\(Label.project)=\($0)"] } ?? [] : []
    let filters: Filters = label.isEmpty ? ["type": ["container"]] : ["type": ["container"], "label": label]
    for try await event in try await engine.events(since: since, until: until, filters) {
      if let event = try await events.digest(event) { try take(event) }
    }
  }

  private mutating func digest(_ event: Event) async throws -> NodeEvent? {
    guard event.attributes[Label.version] != nil, let node = event.attributes[Label.project],
      nodes?.contains(node) ?? true,
      let kind = try await kind(of: event)
    else { return nil }
    let container = event.attributes["name"] ?? event.id
    return NodeEvent(
      time: event.time, node: node, service: event.attributes[Label.service] ?? container, container: container,
      engine: engine.product.rawValue, kind: kind)
  }

  /// Nil for what is no news.
  private mutating func kind(of event: Event) async throws -> NodeEvent.Kind? {
    switch event.action {
    case .create: return .created
    case .start:
      verdicts[event.id] = nil
      return .started
    case .die(let exitCode): return .died(exitCode: exitCode)
    case .stop: return .stopped
    case .destroy: return .removed
    case .healthStatus(let told):
      guard let verdict = try await verdict(of: event.id, told: told), verdicts[event.id] != verdict else { return nil }
      verdicts[event.id] = verdict
      return .health(verdict)
    case .other("kill"): return .killed(signal: event.attributes["signal"].flatMap { Int($0) })
    case .other("oom"): return .outOfMemory
    case .other("pause"): return .paused
    case .other("unpause"): return .unpaused
    case .other: return nil
    }
  }

  /// The verdict as it is; nil of a container that is gone.
  private func verdict(of container: String, told: Health.Status) async throws -> Health.Status? {
    if engine.capabilities.eventsCarryTheVerdict { return told }
    do {
      return try await engine.inspectContainer(container).state.health?.status
    } catch let error as EngineError where error.isNotFound {
      return nil
    }
  }
}
