import FoundationEssentials
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Host
@testable import Ownership

/// A tree of plain files in the place of the kernel's.
@Suite struct CgroupCleaningTests {
  private let root = TemporaryDirectory()
  private let path = CgroupPath("/nodectl/edge")

  private func make(_ cgroup: String, _ pids: Int32...) throws {
    let directory = "\(root.path)/\(cgroup)"
    try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    for (file, text) in [("cgroup.procs", pids.map { "\($0)\n" }.joined()), ("cgroup.kill", "")] {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(directory)/\(file)"))
    }
  }

  private func kill(_ claimed: HostProcess...) throws -> Bool {
    let cgroups = CgroupFileSystem(root: .init(root.path))
    cgroups.kill(path, ifAllIn: Set(claimed.map(\.identity)), ProcessTable(first: getpid()))
    return try Data(contentsOf: URL(fileURLWithPath: "\(root.path)/nodectl/edge/cgroup.kill")) == Data("1".utf8)
  }

  @Test func `a cgroup is killed if everyone in it is the node's at that moment`() throws {
    let process = try SampleProcess("echo ready; exec sleep 1000")
    try make("nodectl/edge")
    try make("nodectl/edge/kubelet", process.pid)
    #expect(try kill(process.process))
  }

  @Test func `one who has come since keeps it from being killed, however deep`() throws {
    let process = try SampleProcess("echo ready; exec sleep 1000")
    let stranger = try SampleProcess("echo ready; exec sleep 1000")
    try make("nodectl/edge", process.pid)
    try make("nodectl/edge/kubepods/burstable", stranger.pid)
    #expect(try !kill(process.process))
  }

  @Test func `so does a part of it that cannot be read`() throws {
    let process = try SampleProcess("echo ready; exec sleep 1000")
    try make("nodectl/edge", process.pid)
    try FileManager.default.createDirectory(
      atPath: "\(root.path)/nodectl/edge/kubepods", withIntermediateDirectories: true)
    #expect(try !kill(process.process))
  }

  @Test func `so does another process with the pid of one that was the node's`() throws {
    let process = try SampleProcess("echo ready; exec sleep 1000")
    try make("nodectl/edge", process.pid)
    #expect(try !kill(process.process.started(before: 1)))
  }

  @Test func `empty cgroups of the node go, and what they lay in, but not its neighbours'`() throws {
    for path in ["nodectl/edge/kubepods/burstable", "nodectl/edge-01/kubepods"] {
      try FileManager.default.createDirectory(atPath: "\(root.path)/\(path)", withIntermediateDirectories: true)
    }
    let cgroups = CgroupFileSystem(root: .init(root.path))
    let (removed, left) = cgroups.remove(NodeMarks(node: "edge", dataDirectory: nil))
    #expect(removed.map(\.text) == ["/nodectl/edge/kubepods/burstable", "/nodectl/edge/kubepods", "/nodectl/edge"])
    #expect(left == [])
    #expect(try FileManager.default.contentsOfDirectory(atPath: "\(root.path)/nodectl") == ["edge-01"])
    #expect(cgroups.remove(NodeMarks(node: "edge-01", dataDirectory: nil)).removed.count == 2)
    #expect(try FileManager.default.contentsOfDirectory(atPath: root.path) == [])
  }
}

extension HostProcess {
  fileprivate func started(before ticks: UInt64) -> HostProcess {
    HostProcess(
      identity: ProcessIdentity(pid: pid, startTime: identity.startTime - ticks), parent: parent, cgroup: cgroup,
      namespaces: namespaces)
  }
}
