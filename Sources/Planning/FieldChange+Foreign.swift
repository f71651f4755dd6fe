import Compose
import YAML

extension FieldChange {
  /// What of a service differs from a container that others made, which is known only by what its engine tells.
  ///
  /// Engines, and images, add to what was asked for: what the service leaves to them is not compared.
  static func between(foreign container: Service, _ service: Service, of project: Project) -> [FieldChange] {
    let (old, new) = (container.asFar(as: service), service.comparable(in: project))
    let changes = between(old.rendered, new.rendered)
    // Files that are put into a container cannot be seen from outside.
    return changes
      + [("secrets", service.secrets), ("configs", service.configs)].flatMap { field, grants in
        grants.map { FieldChange(field: field, old: nil, new: .string("\($0.source):\($0.target)")) }
      }
  }
}

extension Service {
  /// A service that others started, without all that the other one leaves to its image and its engine.
  fileprivate func asFar(as service: Service) -> Service {
    var known = Service(name: service.name)
    known.image = image
    if service.hostname != nil { known.hostname = hostname }
    if service.user != nil { known.user = user }
    if service.workingDirectory != nil { known.workingDirectory = workingDirectory }
    if service.entrypoint != nil { known.entrypoint = entrypoint }
    if service.command != nil { known.command = command }
    for pair in service.environment {
      if let value = environment[pair.key] { known.environment[pair.key] = value }
    }
    known.privileged = privileged
    known.capAdd = capAdd
    known.devices = devices
    known.cgroup = cgroup
    known.pid = pid
    known.tmpfs = tmpfs
    known.volumes = volumes
    known.ports = ports
    known.restart = restart
    known.healthcheck = service.healthcheck.flatMap { healthcheck?.asFar(as: $0) }
    return known.normalised
  }

  /// The service in the words that engines have for what is compared.
  fileprivate func comparable(in project: Project) -> Service {
    var service = asFar(as: self)
    service.volumes = volumes.map { mount in
      guard case .volume(let key) = mount.source, let volume = project.volumes.first(where: { $0.key == key }) else {
        return mount
      }
      return Mount(.volume(project.name(of: volume)), at: mount.target, readOnly: mount.readOnly)
    }
    return service.normalised
  }

  private var normalised: Service {
    var service = self
    // Privileged containers have all of them, and engines list what they like of that.
    service.capAdd = privileged ? [] : capAdd.map { $0.hasPrefix("CAP_") ? String($0.dropFirst(4)) : $0 }.sorted()
    service.devices =
      privileged ? [] : devices.compactMap { try? Device("\($0.source):\($0.target)") }.sorted { $0.target < $1.target }
    service.cgroup = cgroup == .host ? .host : nil
    service.tmpfs = tmpfs.map { String($0.prefix { $0 != ":" }) }.sorted()
    service.volumes = volumes.map(\.normalised).sorted { $0.target < $1.target }
    service.ports = ports.sorted { ($0.target, $0.published ?? 0) < ($1.target, $1.published ?? 0) }
    return service
  }
}

extension Mount {
  /// Engines report one recursion for the other.
  fileprivate var normalised: Mount {
    guard case .bind(let path, let propagation) = source else { return self }
    let name = propagation?.rawValue ?? "rprivate"
    let recursive = Propagation(rawValue: name.hasPrefix("r") ? name : "r" + name)
    return Mount(.bind(path, propagation: recursive), at: target, readOnly: readOnly)
  }
}

extension Healthcheck {
  /// Without the times that the other one leaves to its engine, or that this one's engine has dropped.
  fileprivate func asFar(as check: Healthcheck) -> Healthcheck {
    Healthcheck(
      test: test, interval: check.interval == nil ? nil : interval, timeout: check.timeout == nil ? nil : timeout,
      startPeriod: check.startPeriod == nil ? nil : startPeriod, startInterval: nil,
      retries: check.retries == nil ? nil : retries)
  }
}
