/// Decides which processes of a host are a node's.
///
/// From evidence that cannot be another's, to what lives with it, to its children; never by name, and never against
/// ``Exemptions``. Sources: k0s's and the kubelet's behaviour as read and seen, which the tests' stand-ins play.
package struct Ownership {
  private let snapshot: HostSnapshot
  private let marks: NodeMarks
  /// The processes that may be claimed at all.
  private let candidates: [HostProcess]
  /// Those of them that live in no container of anyone else.
  private let companions: [HostProcess]
  private var claims: [ProcessIdentity: Claim] = [:]
  /// Roots of containers that are the node's.
  private var roots: Set<String>

  /// The node's processes, in the order of the snapshot.
  package static func claims(_ marks: NodeMarks, in snapshot: HostSnapshot) -> [Claim] {
    var ownership = Ownership(marks, snapshot)
    ownership.claimByOwnEvidence()
    ownership.claimByCompany()
    ownership.claimChildren()
    return snapshot.processes.compactMap { ownership.claims[$0.identity] }
  }

  /// The processes that have the node's data directory and live in a container which the marks do not name: those of a
  /// node that is not down.
  package static func processesOfRunningContainers(_ marks: NodeMarks, in snapshot: HostSnapshot) -> [HostProcess] {
    let exemptions = Exemptions(snapshot, marks)
    return snapshot.processes.filter { process in
      process.k0sData != nil && process.k0sData == snapshot.dataPlace && !exemptions.isExempt(process)
        && exemptions.isInForeignContainer(process)
    }
  }

  /// The processes whose node has its data in a directory below the one that was told: that is no node's, but one in which
  /// those of nodes lie.
  ///
  /// Not an engine's that stays where it entered a container which is gone: a directory that is deleted has `//deleted`
  /// behind its path, as if it were below itself.
  package static func processesOfNodesBelow(_ marks: NodeMarks, in snapshot: HostSnapshot) -> [HostProcess] {
    let exemptions = Exemptions(snapshot, marks)
    return snapshot.processes.filter { process in
      guard let data = process.k0sData, let place = snapshot.dataPlace, !exemptions.isExempt(process) else {
        return false
      }
      return place.isAbove(data)
    }
  }

  /// A kubelet, or k0s, that runs on the host itself, in no container, and has its data at this directory or above it.
  ///
  /// Both have it where they have it by default, for all that is known: the pods' volumes are mounted below.
  package static func kubelet(ofHostItself snapshot: HostSnapshot, using directory: String) -> HostProcess? {
    let names = ["k0s": HostProcess.k0sDataMountPoint, "kubelet": "/var/lib/kubelet"].filter {
      MountInfo.contains(directory, below: $0.value)
    }
    return snapshot.processes.first { process in
      names[process.name] != nil && process.isAlive && process.namespaces != nil
        && process.namespaces?.mount == snapshot.host?.mount
    }
  }

  /// The processes of the node's pods that a runtime outside of the node runs: nobody's to end but that runtime's.
  package static func processesOfPods(_ marks: NodeMarks, in snapshot: HostSnapshot) -> [HostProcess] {
    snapshot.processes.filter { process in
      process.isAlive && marks.podCgroups.contains { CgroupPath(process.cgroup).isInside($0) }
    }
  }

  private init(_ marks: NodeMarks, _ snapshot: HostSnapshot) {
    (self.marks, self.snapshot) = (marks, snapshot)
    let exemptions = Exemptions(snapshot, marks)
    candidates = snapshot.processes.filter { !exemptions.isExempt($0) }
    companions = candidates.filter { !exemptions.isInForeignContainer($0) }
    roots = Set(marks.containers.compactMap(\.rootFileSystem))
  }

  private mutating func claimByOwnEvidence() {
    let noted = marks.processes(noted: snapshot.bootID)
    let own = Set(snapshot.processes.map(\.cgroup)).filter { marks.ownCgroup(holding: CgroupPath($0)) != nil }
    let companions = Set(companions.map(\.identity))
    for process in candidates {
      if noted.contains(process.identity) {
        claim(process, .noted)
      } else if let root = process.rootFileSystem, roots.contains(root) {
        claim(process, .rootFileSystem)
      } else if let data = process.k0sData, data == snapshot.dataPlace, companions.contains(process.identity) {
        claim(process, .dataDirectory)
        if let root = process.rootFileSystem { roots.insert(root) }
      } else if own.contains(process.cgroup) {
        claim(process, .cgroup)
      }
    }
  }

  /// Claims what has the root of a container that was found by its data, and what is in the UTS and IPC namespaces of a
  /// process that is known by itself: both namespaces exist as long as that process does.
  private mutating func claimByCompany() {
    for process in unclaimed {
      if let root = process.rootFileSystem, roots.contains(root) { claim(process, .rootFileSystem) }
    }
    let anchors = claims.values.filter { claim in
      guard claim.evidence != .cgroup, let own = claim.process.namespaces, let host = snapshot.host else {
        return false
      }
      return own.uts != host.uts && own.ipc != host.ipc
    }
    let witnesses = Dictionary(
      anchors.compactMap { anchor in
        anchor.process.namespaces.map { (Container(uts: $0.uts, ipc: $0.ipc), anchor.process.identity) }
      }, uniquingKeysWith: { $0.pid < $1.pid ? $0 : $1 })
    for process in unclaimed {
      guard let own = process.namespaces, let witness = witnesses[Container(uts: own.uts, ipc: own.ipc)] else {
        continue
      }
      claim(process, .namespaces(with: witness))
    }
  }

  private mutating func claimChildren() {
    let parents = Dictionary(snapshot.processes.map { ($0.pid, $0.identity) }) { first, _ in first }
    let keepers = Set(marks.bootID == snapshot.bootID ? marks.containers.compactMap(\.keeper) : [])
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for process in unclaimed {
        guard let parent = parents[process.parent], claims[parent] != nil || keepers.contains(parent) else { continue }
        claim(process, .child(of: parent))
        hasChanged = true
      }
    }
  }

  private struct Container: Hashable {
    let uts: UInt64
    let ipc: UInt64
  }

  private var unclaimed: [HostProcess] { companions.filter { claims[$0.identity] == nil } }

  private mutating func claim(_ process: HostProcess, _ evidence: Claim.Evidence) {
    claims[process.identity] = Claim(process: process, evidence: evidence)
  }
}
