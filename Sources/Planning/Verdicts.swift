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
      verdicts.append((service, verdict(on: service, owner: owner)))
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
    // The address is part of the service and not known: that its container was made with another shows once it is.
    if !desired.awaitingAddress.contains(service.name),
      container.labels[Label.configHash] != desired.configHash(of: service)
    {
      if let cause = changes(container, service) { return cause }
    }
    if let image = observed.images[service.image], image != container.image { return .imageChanged }
    return nil
  }

  private func changes(_ container: ObservedContainer, _ service: Service) -> Cause? {
    if let foreign = container.foreign {
      let changes = desired.changes(from: foreign, to: service)
      return changes.isEmpty ? nil : .configurationChanged(changes, of: service.name)
    }
    guard let text = container.labels[Label.config],
      let old = try? Parser.parse(Source(name: Label.config, text: text)).first?.value
    else { return .madeDifferently }
    let changes = FieldChange.between(old, desired.description(of: service))
    return changes.isEmpty ? .madeDifferently : .configurationChanged(changes, of: service.name)
  }
}
