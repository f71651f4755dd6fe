package import Compose

/// A project as units of Quadlet, which Podman makes services of at boot.
///
/// Written for the Quadlet of Podman 5.4. Together the units mean what the compose file means: services start in the
/// order of health, come back when they end, and are taken along when one that they depend on goes.
package enum QuadletExport {
  /// The units of a project, in the order in which they start: networks, volumes, containers.
  ///
  /// A relative path is taken from the directory in which the units will lie. The notes are the comments at the head of
  /// each. Whatever the project holds and Quadlet cannot say is in the error, all of it.
  package static func units(of project: Project, notes: [String]) throws(QuadletError) -> [UnitFile] {
    let networks = project.networks.filter { !$0.isExternal }.map { NetworkUnit($0, in: project).file(notes) }
    let volumes = project.volumes.filter { !$0.isExternal }.map { VolumeUnit($0, in: project).file(notes) }
    let containers = project.servicesInStartOrder.map { ContainerUnit($0, in: project) }
    let problems = containers.flatMap(\.problems)
    guard problems.isEmpty else { throw QuadletError(problems: problems) }
    return networks + volumes + containers.map { $0.file(notes) }
  }

  /// The service that systemd makes of a service's unit, which starts and stops its container.
  package static func systemdUnit(of service: Service, in project: Project) -> String {
    project.unitName(service.name) + ".service"
  }
}

extension Project {
  /// What the unit of a service, network or volume is called, and the container of a service.
  func unitName(_ key: String) -> String { "\(name)-\(key)" }
}
