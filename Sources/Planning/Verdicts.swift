import Compose
import YAML

/// Decides, service by service and what is depended on first, what has to happen to each container.
struct Verdicts {
  let desired: DesiredNode
  let observed: ObservedState
  let options: UpOptions

  /// The services in the order in which they start, each with its verdict.
  func all() -> [(service: Service, verdict: ServiceVerdict)] {
    var verdicts: [(service: Service, verdict: ServiceVerdict)] = []
    for service in desired.project.servicesInStartOrder {
      let owner = service.networkNamespaceOwner.flatMap { name in verdicts.first { $0.service.name == name } }
      var verdict = verdict(on: service, owner: owner)
      if verdict == .keep, let stopping = service.restarts(with: verdicts) {
        verdict = .restart(.dependencyStops(stopping))
      }
      verdicts.append((service, verdict))
    }
    return verdicts
  }

  private func verdict(on service: Service, owner: (service: Service, verdict: ServiceVerdict)?) -> ServiceVerdict {
    guard let container = observed.container(of: service.name) else { return .create(.absent) }
    if let cause = reasonToReplace(container, service, owner: owner) { return .replace(cause) }
    if container.state == .created { return .start(.neverStarted) }
    guard container.isRunning else { return .start(.notRunning(container.state, exitCode: container.exitCode)) }
    if let owner {
      let isLeft = container.isStale(owner: observed.container(of: owner.service.name))
      if isLeft || owner.verdict.endsNetworkNamespace {
        return .restart(.namespaceOwnerRestarted(owner.service.name))
      }
    }
    return options.unhealthy.contains(service.name) ? .restart(.unhealthy) : .keep
  }

  private func reasonToReplace(
    _ container: ObservedContainer, _ service: Service, owner: (service: Service, verdict: ServiceVerdict)?
  ) -> Cause? {
    if options.rejoin, observed.hasJoined, service.isWorker { return .rejoinRequested }
    if options.recreate { return .recreateRequested }
    if container.state == .dead || container.state == .removing {
      return .notRunning(container.state, exitCode: container.exitCode)
    }
    let resources = ResourceVerdicts(desired: desired, observed: observed, options: options)
    if let cause = resources.reasonToReplace(service) { return cause }
    if let owner {
      switch owner.verdict {
      case .create, .replace: return .namespaceOwnerReplaced(owner.service.name)
      case .keep, .start, .restart:
        if container.networkNamespaceOwner != observed.container(of: owner.service.name)?.id {
          return .namespaceOwnerReplaced(owner.service.name)
        }
      }
    }
    guard options.compared?.contains(container.id) ?? true else { return nil }
    if let cause = difference(container, service) { return cause }
    if let image = observed.images[service.image], image != container.image { return .imageChanged }
    return nil
  }

  private func difference(_ container: ObservedContainer, _ service: Service) -> Cause? {
    guard differs(container, service) else { return nil }
    guard let changes = changes(container, service) else { return .madeDifferently }
    if changes.isEmpty { return container.foreign == nil ? .madeDifferently : nil }
    let isInVain = observed.hasJoined && changes.allSatisfy { desired.joinChange($0) != nil }
    return isInVain ? nil : .configurationChanged(changes, of: service.name)
  }

  /// Whether a container was made with something else, as far as that can be told.
  ///
  /// Where the address is part of the service and not known, that its container was made with another shows once it is.
  private func differs(_ container: ObservedContainer, _ service: Service) -> Bool {
    !desired.awaitingAddress.contains(service.name)
      && container.labels[Label.configHash] != desired.configHash(of: service)
  }

  /// The fields that differ; nil where it is not known what the container was made with.
  private func changes(_ container: ObservedContainer, _ service: Service) -> [FieldChange]? {
    if let foreign = container.foreign { return desired.changes(from: foreign, to: service) }
    guard let text = container.labels[Label.config],
      let old = try? Parser.parse(Source(name: Label.config, text: text)).first?.value
    else { return nil }
    return FieldChange.between(old, desired.description(of: service))
  }

  /// What of the worker differs that k0s looks at only when it joins.
  func joinChanges() -> [JoinChange] {
    desired.project.services.filter(\.isWorker).flatMap { service -> [JoinChange] in
      guard let container = observed.container(of: service.name), differs(container, service) else { return [] }
      return (changes(container, service) ?? []).compactMap(desired.joinChange)
    }
  }
}

extension Service {
  /// The service with which it is to restart, as its `depends_on` has it, and does.
  fileprivate func restarts(with verdicts: [(service: Service, verdict: ServiceVerdict)]) -> String? {
    verdicts.first { other, verdict in
      verdict.takesDependentsAlong && dependsOn.contains { $0.service == other.name && $0.restart }
    }?.service.name
  }

  /// Whether it runs k0s, and the kubelet with it.
  var isWorker: Bool { ServiceRole(service: name, image: image) == .worker }
}
