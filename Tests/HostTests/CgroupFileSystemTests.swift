import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import Host

/// Against a directory that looks like a hierarchy: which controllers a machine of the tests has is not known.
@Suite struct CgroupFileSystemTests {
  private let directory = TemporaryDirectory()
  private var root: FilePath { FilePath(directory.path) }

  private func write(_ text: String, to name: String) throws {
    try Data(text.utf8).write(to: URL(fileURLWithPath: root.appending(name).string))
  }

  private func read(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: root.appending(name).string)), as: UTF8.self)
  }

  @Test func `controllers are read of what is there`() throws {
    try write("cpuset cpu\n", to: "cgroup.controllers")
    let cgroups = CgroupFileSystem(root: root)
    #expect(cgroups.controllers(of: "") == ["cpu", "cpuset"])
    #expect(cgroups.controllers(of: "/nodectl/edge") == nil)
  }

  @Test func `a cgroup is made with those above it, and one that is there is left`() throws {
    let cgroups = CgroupFileSystem(root: root)
    for _ in 0..<2 { try cgroups.make("/nodectl/edge", ancestors: ["", "/nodectl"], controllers: []) }
    #expect(FileManager.default.fileExists(atPath: root.appending("nodectl/edge").string))
  }

  @Test func `only controllers that are not given yet are given`() throws {
    try write("cpu memory\n", to: "cgroup.subtree_control")
    try FileManager.default.createDirectory(
      atPath: root.appending("nodectl").string, withIntermediateDirectories: true)
    try write("", to: "nodectl/cgroup.subtree_control")
    try CgroupFileSystem(root: root).make("/nodectl/edge", ancestors: ["", "/nodectl"], controllers: ["cpu"])
    #expect(try read("cgroup.subtree_control") == "cpu memory\n")
    #expect(try read("nodectl/cgroup.subtree_control") == "+cpu")
  }

  @Test func `a controller that cannot be given is an error that names it and the file`() throws {
    let error = #expect(throws: CgroupError.self) {
      try CgroupFileSystem(root: root).make("/nodectl/edge", ancestors: ["", "/nodectl"], controllers: ["cpu"])
    }
    let file = root.appending("cgroup.subtree_control")
    #expect(error == .controllerNotGiven("cpu", by: file, .noSuchFileOrDirectory))
    #expect(error?.description.hasPrefix("\(file): the controller cpu cannot be given on: ") == true)
  }
}
