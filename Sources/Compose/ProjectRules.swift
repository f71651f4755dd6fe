import NodeSpec
import YAML

/// What the shape of a compose file cannot say: rules that span its parts.
struct ProjectRules {
  let project: Project
  let document: Node

  func check(_ diagnostics: Diagnostics) {
    for service in project.services {
      checkNetwork(of: service, diagnostics)
      checkDependencies(of: service, diagnostics)
      checkFiles(of: service, diagnostics)
      checkNamespaces(of: service, diagnostics)
    }
    checkForCycles(diagnostics)
  }

  private func checkNetwork(of service: Service, _ diagnostics: Diagnostics) {
    guard service.networkMode != nil else {
      for attachment in service.networks where attachment.network != "default" {
        guard !project.networks.contains(where: { $0.key == attachment.network && isDeclared("networks", $0.key) })
        else { continue }
        diagnostics.error(
          mark(service, "networks"), "the network '\(attachment.network)' is not declared",
          hint: "add it to the file's 'networks'")
      }
      return
    }
    let conflicts = [("networks", !service.networks.isEmpty), ("ports", !service.ports.isEmpty)]
    for (key, isSet) in conflicts where isSet {
      diagnostics.error(mark(service, key), "'\(key)' cannot be combined with 'network_mode'")
    }
    if service.networkNamespaceOwner != nil, service.hostname != nil {
      diagnostics.error(
        mark(service, "hostname"), "a service in another's network namespace has its host name",
        hint: "set 'hostname' there")
    }
  }

  /// CRI-O's image has an entry point that moves process 1 into another cgroup, and CRI-O with it: that must be its own.
  private func checkNamespaces(of service: Service, _ diagnostics: Diagnostics) {
    guard ServiceRole(service: service.name, image: service.image) == .runtime else { return }
    if service.pid == .host {
      diagnostics.error(
        mark(service, "pid"), "with the host's processes, CRI-O's entry point would move the host's init",
        hint: "leave 'pid: host' out; for the usage of the whole host set 'metrics' in the spec")
    }
    if service.cgroup == .host {
      diagnostics.error(
        mark(service, "cgroup"),
        "with the host's cgroups, CRI-O and its pods would leave their container, and nothing would end them",
        hint: "leave 'cgroup: host' out; for the usage of the whole host set 'metrics' in the spec")
    }
  }

  private func checkDependencies(of service: Service, _ diagnostics: Diagnostics) {
    if let owner = service.networkNamespaceOwner, project.service(owner) == nil {
      diagnostics.error(mark(service, "network_mode"), "there is no service '\(owner)'", hint: suggestion(owner))
    }
    for dependency in service.dependsOn where dependency.service != service.networkNamespaceOwner {
      if project.service(dependency.service) == nil {
        diagnostics.error(
          mark(service, "depends_on"), "there is no service '\(dependency.service)'",
          hint: suggestion(dependency.service))
      }
    }
    for dependency in service.dependsOn where dependency.condition == .healthy {
      guard let other = project.service(dependency.service), other.healthcheck?.isDisabled == true else { continue }
      diagnostics.error(
        mark(service, "depends_on"), "'\(other.name)' can never be healthy: its health check is disabled")
    }
  }

  private func suggestion(_ name: String) -> String {
    let names = project.services.map(\.name)
    return Suggestion.sentence(for: name, among: names) ?? "the services are: \(names.joined(separator: ", "))"
  }

  private func checkFiles(of service: Service, _ diagnostics: Diagnostics) {
    for mount in service.volumes {
      guard case .volume(let key) = mount.source, !isDeclared("volumes", key) else { continue }
      diagnostics.error(
        mark(service, "volumes"), "the volume '\(key)' is not declared", hint: "add it to the file's 'volumes'")
    }
    checkGrants(of: service, service.secrets, "secret", diagnostics)
    checkGrants(of: service, service.configs, "config", diagnostics)
    let tmpfsTargets = service.tmpfsTargets
    for mount in service.volumes where tmpfsTargets.contains(mount.target) {
      diagnostics.error(mark(service, "volumes"), "\(mount.target) is both a volume and a tmpfs")
    }
  }

  /// What a service is given has to be there, and not be hidden by what the engine mounts over it.
  private func checkGrants(
    of service: Service, _ grants: [FileGrant], _ kind: String, _ diagnostics: Diagnostics
  ) {
    let mark = mark(service, "\(kind)s")
    for grant in grants {
      if !isDeclared("\(kind)s", grant.source) {
        diagnostics.error(
          mark, "the \(kind) '\(grant.source)' is not declared", hint: "add it to the file's '\(kind)s'")
      }
      guard let hidden = service.tmpfsTargets.first(where: { grant.target.hasPrefix($0 + "/") }) else { continue }
      diagnostics.error(
        mark, "the tmpfs at \(hidden) would hide the \(kind) at \(grant.target)",
        hint: "give the \(kind) a 'target' outside of it, such as /etc/\(grant.source)")
    }
  }

  private func checkForCycles(_ diagnostics: Diagnostics) {
    let waiting = project.servicesInCycles
    guard let first = waiting.first else { return }
    diagnostics.error(
      mark(first, "depends_on"), "these services wait for each other: \(waiting.map(\.name).joined(separator: ", "))")
  }

  private func isDeclared(_ section: String, _ key: String) -> Bool {
    document[section]?.mapping?.contains { $0.key.text == key } == true
  }

  /// Where a key of a service stands, or else the service.
  private func mark(_ service: Service, _ key: String) -> Mark {
    let node = document["services"]?[service.name]
    return node?[key]?.mark ?? node?.mark ?? document.mark
  }
}

extension Service {
  /// Where it has a tmpfs, without the options of each.
  fileprivate var tmpfsTargets: [String] { tmpfs.map { String($0.prefix { $0 != ":" }) } }
}
