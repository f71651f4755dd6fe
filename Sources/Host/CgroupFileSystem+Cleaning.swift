import Glibc
import Ownership
import SystemPackage

extension CgroupFileSystem {
  private static let removalTime = Duration.seconds(2)

  /// Ends everything in a cgroup and below it, if all of that is among the claimed at this moment, and can be read.
  func kill(_ path: CgroupPath, ifAllIn claimed: Set<ProcessIdentity>, _ table: ProcessTable) {
    let isOurs = members(of: path)?.allSatisfy { pid in
      guard let process = table.process(pid) else { return Glibc.kill(pid, 0) != 0 && errno == ESRCH }
      return !process.isAlive || claimed.contains(process.identity)
    }
    guard isOurs == true else { return }
    let file = directory(path).appending("cgroup.kill")
    guard let descriptor = try? FileDescriptor.open(file, .writeOnly, options: [.closeOnExec]) else { return }
    _ = try? descriptor.closeAfter { try descriptor.writeAll("1".utf8) }
  }

  /// Those of the node's own cgroups that are there, each before those it lies in.
  func own(_ marks: NodeMarks) -> [CgroupPath] { marks.ownCgroups.flatMap(subtree) }

  /// Removes the node's own cgroups, and what they all lie in once that is empty.
  ///
  /// Returns those that are gone and those that are not, because somebody is in them.
  func remove(_ marks: NodeMarks) -> (removed: [CgroupPath], left: [CgroupPath]) {
    let paths = own(marks)
    let deadline = ContinuousClock.now + Self.removalTime
    var left = paths
    while true {
      // What has ended is in its cgroup until its parent has taken note.
      left.removeAll { rmdir(directory($0).string) == 0 || errno == ENOENT }
      if left.isEmpty || ContinuousClock.now > deadline || left.allSatisfy({ isPopulated($0) }) { break }
      usleep(10_000)
    }
    if !paths.isEmpty {
      for shared in [CgroupPath("/nodectl")] + CgroupPath.podRoots { rmdir(directory(shared).string) }
    }
    let remaining = Set(left)
    return (paths.filter { !remaining.contains($0) }, left)
  }

  /// The cgroup and all below it, the deepest first; nothing where it is not there.
  private func subtree(_ path: CgroupPath) -> [CgroupPath] {
    guard let children = children(of: path) else { return [] }
    return children.flatMap(subtree) + [path]
  }

  /// The pids in the cgroup and below it; nil where not all of that can be read.
  private func members(of path: CgroupPath) -> [Int32]? {
    guard let children = children(of: path), var pids = processIDs(in: path) else { return nil }
    for child in children {
      guard let below = members(of: child) else { return nil }
      pids += below
    }
    return pids
  }

  /// The cgroups right below one; nil where they cannot be read.
  private func children(of path: CgroupPath) -> [CgroupPath]? {
    guard let stream = opendir(directory(path).string) else { return nil }
    defer { closedir(stream) }
    var below: [CgroupPath] = []
    while let entry = readdir(stream) {
      guard entry.pointee.d_type == DT_DIR else { continue }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != ".", name != ".." { below.append(CgroupPath("\(path.text)/\(name)")) }
    }
    return below
  }

  private func processIDs(in path: CgroupPath) -> [Int32]? {
    ProcFiles().text(directory(path).appending("cgroup.procs").string)?.split(separator: "\n").compactMap { Int32($0) }
  }

  private func isPopulated(_ path: CgroupPath) -> Bool {
    ProcFiles().text(directory(path).appending("cgroup.events").string)?.contains("populated 1") ?? false
  }

  private func directory(_ path: CgroupPath) -> FilePath {
    path.text.split(separator: "/").reduce(root) { $0.appending(String($1)) }
  }
}
