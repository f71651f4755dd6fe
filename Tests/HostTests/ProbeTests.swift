import FoundationEssentials
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Host

@Suite struct ProbeTests {
  private let directory = TemporaryDirectory()
  private var root: FilePath { FilePath(directory.path) }

  private func write(_ text: String, to name: String) throws {
    try SecretFileWriter.write(Array(text.utf8), to: root.appending(name))
  }

  @Test func `a module is there if it is loaded, has parameters, or is built in`() throws {
    try write("nf_conntrack 172032 1 nf_nat, Live 0x0\noverlay 151552 0 - Live 0x0\n", to: "proc/modules")
    try write("6.12.0\n", to: "proc/sys/kernel/osrelease")
    try write("kernel/net/netfilter/xt-set.ko\n", to: "lib/modules/6.12.0/modules.builtin")
    try write("", to: "sys/module/fuse/x")
    #expect(KernelModules.present(root: root) == ["nf_conntrack", "overlay", "xt_set", "fuse"])
  }

  @Test func `of a kernel that loads no modules nothing is known`() {
    #expect(KernelModules.present(root: root) == nil)
  }

  @Test func `a UDP port is busy at whatever address it is listened on`() throws {
    let header = "  sl  local_address rem_address   st tx_queue rx_queue\n"
    try write("\(header)  12: 0100007F:2706 00000000:0000 07 00000000:00000000\n", to: "proc/net/udp")
    try write("\(header)   3: 00000000000000000000000000000000:0035 0:0 07\n", to: "proc/net/udp6")
    #expect(UDPPorts.busy(root: root) == [9990, 53])
  }

  @Test func `a setting of several values is read value by value`() throws {
    try write("1554\t0\t2466177\n", to: "fs/file-nr")
    #expect(Sysctl.values("fs.file-nr", root: root) == [1554, 0, 2_466_177])
    #expect(Sysctl.values("fs.no-such", root: root) == nil)
  }

  @Test func `disk usage counts what is below, once for each file, and no link's target`() async throws {
    try write(String(repeating: "x", count: 1 << 20), to: "outside")
    try write("", to: "inside/empty")
    let inside = root.appending("inside")
    let before = try #require(await DiskUsage.bytes(below: inside))
    try write(String(repeating: "x", count: 1 << 20), to: "inside/deep/file")
    #expect(link(inside.appending("deep/file").string, inside.appending("second").string) == 0)
    #expect(symlink(root.appending("outside").string, inside.appending("link").string) == 0)
    let grown = try #require(await DiskUsage.bytes(below: inside)) - before
    #expect(grown >= 1 << 20 && grown < 2 << 20)
    #expect(await DiskUsage.bytes(below: root.appending("none")) == nil)
  }

  @Test func `this machine tells of itself`() throws {
    #expect(UDPPorts.busy() != nil)
    let space = try #require(LocalHost.space(at: "/"))
    #expect(space.total > space.free)
    #expect(LocalHost.space(at: "/no/such/place") == nil)
    #expect(LocalHost.exists("/proc/self"))
    #expect(!LocalHost.isEnabled("no-such-unit.service"))
  }
}
