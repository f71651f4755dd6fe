import CLinux
import FoundationEssentials
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Host

/// Unmounting and deleting below a directory of the test's own.
@Suite(.rootTest, .serialized) final class MountTests {
  private let directory = TemporaryDirectory()
  private var data: String { directory.path + "/k0s data\n" }

  init() throws {
    try make("k0s data\n/kubelet")
    try make("k0s data\n2")
  }

  deinit {
    _ = Unmounter.unmountAll(below: directory.path)
  }

  private func make(_ path: String) throws {
    try FileManager.default.createDirectory(atPath: "\(directory.path)/\(path)", withIntermediateDirectories: true)
  }

  private func write(_ path: String) throws { try Data().write(to: URL(fileURLWithPath: "\(directory.path)/\(path)")) }

  private func exists(_ path: String) -> Bool { FileManager.default.fileExists(atPath: "\(directory.path)/\(path)") }

  private func mountTmpfs(_ path: String) throws {
    try make(path)
    try #require(mount("none", "\(directory.path)/\(path)", "tmpfs", 0, nil) == 0)
  }

  private func bind(_ source: String, _ target: String) throws {
    try #require(mount("\(directory.path)/\(source)", "\(directory.path)/\(target)", nil, UInt(MS_BIND), nil) == 0)
  }

  @Test func `all that is mounted below the data directory goes, whatever it is called, and nothing beside it`() throws
  {
    try bind("k0s data\n", "k0s data\n")
    try mountTmpfs("k0s data\n/kubelet/a")
    try mountTmpfs("k0s data\n/kubelet/a/b \\ c")
    try mountTmpfs("k0s data\n/kubelet/a")
    try mountTmpfs("k0s data\n2/kubelet")
    let (unmounted, left) = Unmounter.unmountAll(below: data)
    #expect(unmounted.count == 3)
    #expect(left == [])
    #expect(Unmounter.mountPoints(below: directory.path) == [data + "2/kubelet", data])
  }

  @Test func `a busy mount goes lazily, and who works in it is left alone`() throws {
    try mountTmpfs("k0s data\n/busy")
    let process = try SampleProcess("cd '\(data)/busy' && echo ready && exec sleep 1000")
    #expect(Unmounter.unmountAll(below: data).left == [])
    #expect(process.isAlive)
  }

  @Test func `the directory is deleted with all that is in it, and no link is followed out`() throws {
    try make("outside")
    try write("outside/file")
    try make("k0s data\n/pods/1")
    try write("k0s data\n/pods/1/file")
    symlink("\(directory.path)/outside", data + "/link")
    symlink("\(directory.path)/outside/file", data + "/pods/file")
    #expect(DirectoryPurge.run(.init(data)) == [])
    #expect(!exists("k0s data\n"))
    #expect(exists("outside/file"))
    #expect(exists("k0s data\n2"))
    #expect(DirectoryPurge.run(.init(data)) == [], "what is not there is deleted")
  }

  @Test func `nothing is deleted while something is mounted below`() throws {
    try write("k0s data\n/file")
    try make("volume")
    try write("volume/file")
    try bind("volume", "k0s data\n/kubelet")
    #expect(DirectoryPurge.run(.init(data)).first?.hasSuffix("something is mounted below it") == true)
    #expect(exists("k0s data\n/file"))
    #expect(exists("volume/file"))
  }

  @Test func `a mount that appears meanwhile is not entered, though it is of the same file system`() throws {
    try make("volume/deep")
    try write("volume/deep/file")
    try bind("volume", "k0s data\n/kubelet")
    var purge = DirectoryPurge()
    purge.empty(open(data, O_RDONLY | O_DIRECTORY), data)
    #expect(purge.obstacles.first?.hasSuffix("something is mounted there") == true)
    #expect(exists("volume/deep/file"))
  }

  @Test func `a directory behind a link, or on a mount of another's, is emptied and stays`() throws {
    try write("k0s data\n/file")
    symlink(data, directory.path + "/link")
    #expect(DirectoryPurge.run(.init(directory.path + "/link")) == [])
    #expect(exists("k0s data\n"))
    #expect(!exists("k0s data\n/file"))
    try mountTmpfs("k0s data\n")
    try write("k0s data\n/file")
    #expect(DirectoryPurge.run(.init(data)) == [])
    #expect(!exists("k0s data\n/file"))
    #expect(Unmounter.mountPoints(below: directory.path) == [data])
  }

  @Test func `a mount of the directory itself, made to share its mounts, is undone with it`() throws {
    try bind("k0s data\n", "k0s data\n")
    #expect(DirectoryPurge.run(.init(data)) == [])
    #expect(!exists("k0s data\n"))
  }

  @Test(arguments: ["/", "/srv", "/srv/..", "/etc"])
  func `the system's directories are not deleted`(path: String) {
    #expect(DirectoryPurge.run(.init(path)).count == 1)
  }
}
