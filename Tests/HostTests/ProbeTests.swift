import FoundationEssentials
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

  @Test func `this machine tells of itself`() throws {
    #expect(UDPPorts.busy() != nil)
    let space = try #require(LocalHost.space(at: "/"))
    #expect(space.total > space.free)
    #expect(LocalHost.space(at: "/no/such/place") == nil)
    #expect(LocalHost.exists("/proc/self"))
    #expect(!LocalHost.isEnabled("no-such-unit.service"))
  }
}
