extension NodeMarks {
  /// Where a runtime outside of the node runs its pods, if one does.
  package var podCgroups: [CgroupPath] { node.map(CgroupPath.pods) ?? [] }

  /// Where the node has its own cgroups, if it has them: engines' usual places for the containers'.
  package var ownCgroups: [CgroupPath] {
    let scopes = containers.flatMap { container in
      [
        "/system.slice/docker-\(container.id).scope", "/docker/\(container.id)",
        "/machine.slice/libpod-\(container.id).scope", "/libpod_parent/libpod-\(container.id)",
      ].map(CgroupPath.init)
    }
    return (node.flatMap(CgroupPath.own).map { [$0] } ?? []) + podCgroups + scopes
  }

  /// The cgroup of this node that the path is or lies below; nil for a cgroup of anyone else.
  package func ownCgroup(holding path: CgroupPath) -> CgroupPath? {
    if let own = node.flatMap(CgroupPath.own), path.isInside(own) { return own }
    return containers.lazy.compactMap { path.scope(of: $0.id) }.first
  }

  /// Whether everything in the cgroup and below it may be ended by one write to `cgroup.kill`.
  ///
  /// Only where the path is the node's own by its name and none of those that nobody may kill, and where everyone in it
  /// has been found to be the node's.
  package func mayKill(_ path: CgroupPath, holding members: some Sequence<HostProcess>, claimed: Set<ProcessIdentity>)
    -> Bool
  {
    ownCgroup(holding: path) != nil && !isForbidden(path) && members.allSatisfy { claimed.contains($0.identity) }
  }

  /// The deny-list: the root, what systemd puts everyone into, the engines' own, and every unit in those but the scopes
  /// of the node's containers.
  func isForbidden(_ path: CgroupPath) -> Bool {
    if path.components.isEmpty || path.components.contains(where: { $0 == "." || $0 == ".." }) { return true }
    let isScope = containers.contains { path.scope(of: $0.id) != nil }
    if path.components.last.map({ Self.engineUnits.contains(String($0)) }) == true { return true }
    return Self.shared.contains(String(path.components[0])) && (path.components.count == 1 || !isScope)
  }

  /// At the root of the hierarchy.
  private static let shared: Set<String> = [
    "init.scope", "user.slice", "system.slice", "machine.slice", "docker", "libpod_parent", "kubepods",
    "kubepods.slice",
  ]
  private static let engineUnits: Set<String> = [
    "docker.service", "containerd.service", "podman.service", "podman.socket", "crio.service",
  ]
}
