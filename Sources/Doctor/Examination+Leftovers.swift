import NodeSpec
import Ownership
import Planning

/// What stands where the node is to be.
extension Examination {
  /// What is left of a node that is not there any more.
  var leftovers: Finding? {
    guard let left = remaining else { return nil }
    let counts = [
      Self.count(left.processes.count, "process", "processes"), Self.count(left.mounts.count, "mount", "mounts"),
      // Where it is to have one, root has made it.
      node.spec.hostCgroup != nil ? nil : Self.count(left.cgroups.count, "cgroup", "cgroups"),
    ].compactMap(\.self)
    guard !counts.isEmpty else { return .ok(.leftovers, "nothing is left of an earlier node") }
    return .warning(
      .leftovers, "of an earlier node there is still \(counts.joined(separator: ", "))",
      "the new kubelet takes mounts for volumes of its pods, and an old one works against it",
      "nodectl reap --dry-run \(node.name)    lists it; without --dry-run it is ended")
  }

  /// A container that is of no node that the engines know, and yet has the node's data.
  var dataDirectoryUser: Finding? {
    remaining?.obstacles.first.map { obstacle in
      .failure(
        .otherNodes, obstacle, "two kubelets in one directory destroy each other's state",
        "end that container, or give the node another directory as dataDir")
    }
  }

  /// Who may not look for processes still sees mounts.
  private var remaining: Leftovers? {
    guard !engine.holdsNode else { return nil }
    if let leftovers = host.leftovers { return leftovers }
    guard let mounts = host.mounts, let path = host.dataDirectory else { return nil }
    guard host.dataDirectoryExists == true else { return Leftovers() }
    let below = mounts.mounts.map(\.mountPoint).filter { $0 != path && MountInfo.contains($0, below: path) }
    return Leftovers(mounts: below)
  }

  private static func count(_ count: Int, _ one: String, _ many: String) -> String? {
    count == 0 ? nil : "\(count) \(count == 1 ? one : many)"
  }
}
