/// The containers of a node that run, and the cgroups that their processes are to be in.
package struct Confinement: Sendable {
  package struct Container: Sendable {
    package let id: String
    package let service: String
    /// The main process.
    package let pid: Int32

    package init(id: String, service: String, pid: Int32) { (self.id, self.service, self.pid) = (id, service, pid) }
  }

  private let containers: [Container]
  private let ownCgroup: String?

  /// `ownCgroup` is that which `metrics: host` makes.
  package init(_ containers: [Container], ownCgroup: String?) {
    (self.containers, self.ownCgroup) = (containers, ownCgroup)
  }

  /// The processes of the containers that are elsewhere; nil where the containers are not of the host that was looked at.
  ///
  /// A container's processes are those in its main process's uts and ipc namespaces, whatever else they have left.
  /// `observer` is a process that is in none of them.
  package func escaped(among processes: [ProcessPlace], observer: ProcessPlace) -> [EscapedProcess]? {
    var mains: [(container: Container, place: ProcessPlace)] = []
    for container in containers {
      guard let place = processes.first(where: { $0.pid == container.pid }) else { continue }
      if !place.sharesContainer(with: observer) { mains.append((container, place)) }
    }
    // A pid of another host means someone else here; a container's id in a cgroup's path means nobody else.
    guard mains.contains(where: { Self.isInside($0.place.cgroup, $0.container) }) else { return nil }
    return processes.compactMap { process in
      guard let main = mains.first(where: { $0.place.sharesContainer(with: process) }), !isInside(process.cgroup) else {
        return nil
      }
      return EscapedProcess(process, of: main.container.service)
    }
  }

  private func isInside(_ cgroup: String) -> Bool {
    let isOwn = ownCgroup.map { cgroup == $0 || cgroup.hasPrefix($0 + "/") } ?? false
    return isOwn || containers.contains { Self.isInside(cgroup, $0) }
  }

  /// `docker-ID.scope`, `libpod-ID.scope`, `/docker/ID`, `libpod-ID`: engines name cgroups for containers.
  private static func isInside(_ cgroup: String, _ container: Container) -> Bool { cgroup.contains(container.id) }
}
