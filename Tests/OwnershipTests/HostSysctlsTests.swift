import Testing

@testable import Ownership

@Suite struct HostSysctlsTests {
  private let before = HostSysctls(["kernel.panic": 0, "vm.overcommit_memory": 2, "vm.panic_on_oom": 0])

  @Test func `a kubelet changes what is not as it wants it`() {
    #expect(before.changedByKubelet.map(\.description) == ["kernel.panic 0 → 10", "vm.overcommit_memory 2 → 1"])
    #expect(HostSysctls.kubelet.changedByKubelet.isEmpty)
  }

  @Test func `only what still is as a kubelet has set it is put back`() {
    let now = HostSysctls(["kernel.panic": 10, "vm.overcommit_memory": 0, "vm.panic_on_oom": 0])
    #expect(before.restoration(from: now).map(\.description) == ["kernel.panic 10 → 0"])
  }

  @Test func `what was as a kubelet wants it stays`() {
    #expect(HostSysctls.kubelet.restoration(from: .kubelet).isEmpty)
  }

  @Test func `they are remembered as a text`() {
    #expect(before.description == "kernel.panic=0,vm.overcommit_memory=2,vm.panic_on_oom=0")
    #expect(HostSysctls(before.description) == before)
  }

  @Test(arguments: ["", "kernel.panic", "kernel.panic=x", "kernel.core_pattern=0", "kernel.panic=0,"])
  func `a text that nodectl would not have written is no memory`(text: String) {
    #expect(HostSysctls(text) == nil)
  }
}
