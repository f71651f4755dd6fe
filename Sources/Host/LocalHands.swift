import Dispatch
package import Ownership
import SystemPackage

/// Does on this host what ``HostRequest`` asks for; needs root.
///
/// What is the node's is decided by ``Ownership``; this only looks, signals, unmounts and removes. The calls block: not
/// for the threads of Swift's concurrency.
package struct LocalHands {
  private let table = ProcessTable()
  private let cgroups = CgroupFileSystem()

  package init() {}

  package func perform(_ request: HostRequest) -> HostResponse {
    do {
      return try response(to: request)
    } catch {
      return .failed("\(error)")
    }
  }

  private func response(to request: HostRequest) throws -> HostResponse {
    switch request {
    // Where the hands are a program of their own, they are in a network of their own.
    case .survey(let question): return .surveyed(HostSurvey.take(question, process: 1))
    case .note(let marks): return .noted(note(marks))
    case .awaitEnd(let process, let isAsked, let milliseconds):
      return .ended(awaitEnd(process, isAsked: isAsked, .milliseconds(milliseconds)))
    case .find(let marks): return .found(find(marks))
    case .endProcesses(let marks): return .cleaned(endProcesses(marks))
    case .clear(let marks): return .cleaned(clear(marks))
    case .findCredentials(let directory): return .joined(KubeletCredentials(below: directory).areThere)
    case .resetCredentials(let directory):
      return .cleaned(CleaningReport(left: Leftovers(obstacles: KubeletCredentials(below: directory).remove())))
    case .make(let cgroup, let dataDirectory):
      try cgroups.make(cgroup.path, ancestors: NodeCgroup.ancestors(of: cgroup.path), controllers: cgroup.demanded)
      if let dataDirectory { try LocalHost.makeDirectory(dataDirectory) }
      return .done
    case .readSysctls:
      let canSet = HostSysctls.kubelet.values.keys.allSatisfy { Sysctl.isWritable($0) }
      return .sysctls(HostSurvey.sysctls, canSet: canSet)
    case .restore(let changes): return .restored(try restore(changes))
    case .purge(let directory):
      return .cleaned(CleaningReport(left: Leftovers(obstacles: DirectoryPurge.run(FilePath(directory)))))
    }
  }

  /// The same on a thread of its own.
  package static func perform(_ request: HostRequest) async -> HostResponse {
    await withCheckedContinuation { continuation in
      DispatchQueue.global().async { continuation.resume(returning: LocalHands().perform(request)) }
    }
  }

  private func restore(_ changes: [SysctlChange]) throws -> [SysctlChange] {
    if LocalHost.runs("kubelet") { return [] }
    let standing = changes.filter { Sysctl.value($0.name) == $0.old }
    for change in standing { try Sysctl.set(change.name, to: change.new) }
    return standing
  }

  private func note(_ marks: NodeMarks) -> NodeMarks {
    let snapshot = table.snapshot(for: marks)
    var noted = marks.noting(snapshot)
    for container in noted.containers.map(\.id) {
      let claims = Ownership.claims(noted.only(container), in: snapshot).filter { claim in
        claim.holds(of: table.process(claim.process.pid), witness: claim.witness.flatMap { table.process($0.pid) })
      }
      noted.note(claims.map(\.process.identity), of: container)
    }
    return noted
  }

  private func awaitEnd(_ process: ProcessIdentity, isAsked: Bool, _ time: Duration) -> Bool {
    guard let handle = ProcessHandle(process.pid), table.process(process.pid)?.identity == process else { return true }
    if isAsked { handle.send(Sweep.Signal.terminate.rawValue) }
    return handle.hasEnded(within: time)
  }

  private func find(_ marks: NodeMarks) -> Leftovers {
    let snapshot = table.snapshot(for: marks)
    return Leftovers(
      processes: Ownership.claims(marks, in: snapshot).map(Leftovers.Process.init) + Self.pods(marks, snapshot),
      mounts: mountPoints(marks), cgroups: cgroups.own(marks).map(\.text),
      obstacles: obstacles(marks, snapshot))
  }

  private func endProcesses(_ marks: NodeMarks) -> CleaningReport {
    let (ended, left) = ProcessEnder(table: table, cgroups: cgroups).end(marks)
    return CleaningReport(
      removed: Leftovers(processes: ended.map(Leftovers.Process.init)),
      left: Leftovers(processes: left.map(Leftovers.Process.init)))
  }

  private func clear(_ marks: NodeMarks) -> CleaningReport {
    let obstacles = obstacles(marks, table.snapshot(for: marks))
    guard obstacles.isEmpty else { return CleaningReport(left: Leftovers(obstacles: obstacles)) }
    var report = endProcesses(marks)
    report.left.processes += Self.pods(marks, table.snapshot(for: marks))
    if let directory = directory(marks) {
      // A process that lives on would mount anew, or use what is mounted.
      let (unmounted, left) =
        report.left.processes.isEmpty
        ? Unmounter.unmountAll(below: directory) : ([], Unmounter.mountPoints(below: directory))
      report.removed.mounts = unmounted
      report.left.mounts = left
    }
    let (removed, left) = cgroups.remove(marks)
    report.removed.cgroups = removed.map(\.text)
    report.left.cgroups = left.map(\.text)
    return report
  }

  /// Why the data directory is not to be touched.
  private func obstacles(_ marks: NodeMarks, _ snapshot: HostSnapshot) -> [String] {
    if let directory = directory(marks) {
      if SystemDirectory.contains(directory) {
        return ["\(directory) is a directory of the system's, and no node's data: what is mounted below it is others'"]
      }
      if let kubelet = Ownership.kubelet(ofHostItself: snapshot, using: directory) {
        return ["the data directory is that of the host's own \(kubelet.name), which runs: process \(kubelet.pid)"]
      }
    }
    let inUse = Ownership.processesOfRunningContainers(marks, in: snapshot).map {
      "the data directory is in use by a container that runs: process \($0.pid) in \($0.cgroup)"
    }
    let below = Ownership.processesOfNodesBelow(marks, in: snapshot).map {
      "a node has its data below the directory, which is none itself: process \($0.pid) in \($0.cgroup)"
    }
    return Array((inUse + below).prefix(1))
  }

  private static func pods(_ marks: NodeMarks, _ snapshot: HostSnapshot) -> [Leftovers.Process] {
    Ownership.processesOfPods(marks, in: snapshot).map(Leftovers.Process.init(ofPod:))
  }

  private func mountPoints(_ marks: NodeMarks) -> [String] {
    guard let directory = directory(marks), !SystemDirectory.contains(directory) else { return [] }
    return Unmounter.mountPoints(below: directory)
  }

  private func directory(_ marks: NodeMarks) -> String? {
    marks.dataDirectory.map { LocalHost.resolved(FilePath($0)) }
  }
}
