import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import Host

@Suite struct SysctlTests {
  @Test func `a setting is read and written by its name`() throws {
    let directory = TemporaryDirectory()
    let root = FilePath(directory.path)
    let folder = root.appending("kernel/keys").string
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    try Data("200\n".utf8).write(to: URL(fileURLWithPath: folder + "/root_maxkeys"))
    #expect(Sysctl.value("kernel.keys.root_maxkeys", root: root) == 200)
    try Sysctl.set("kernel.keys.root_maxkeys", to: 1_000_000, root: root)
    #expect(Sysctl.value("kernel.keys.root_maxkeys", root: root) == 1_000_000)
    #expect(Sysctl.value("kernel.keys.none", root: root) == nil)
    #expect(!Sysctl.isWritable("kernel.keys.none", root: root))
  }

  @Test func `the kernel's own settings are found`() {
    #expect(Sysctl.value("kernel.panic") != nil)
  }
}
