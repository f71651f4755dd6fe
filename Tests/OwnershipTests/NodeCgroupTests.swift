import Testing

@testable import Ownership

@Suite struct NodeCgroupTests {
  private func cgroup(root: Set<String>, controllers: Set<String>?) -> NodeCgroup {
    NodeCgroup(path: "/nodectl/edge", rootControllers: root, controllers: controllers)
  }

  @Test func `a kubelet demands what its kernel has of what it wants`() {
    let own = cgroup(root: ["cpu", "memory", "pids", "io", "rdma"], controllers: ["memory"])
    #expect(own.demanded == ["cpu", "memory", "pids"])
    #expect(own.missing == ["cpu", "pids"])
    #expect(!own.isReady)
  }

  @Test func `a cgroup that is not there is not ready, also where nothing is demanded of it`() {
    #expect(!cgroup(root: [], controllers: nil).isReady)
    #expect(cgroup(root: [], controllers: []).isReady)
  }

  @Test func `the commands make it, with controllers given from the root down`() {
    #expect(
      cgroup(root: ["cpu", "pids"], controllers: nil).commands == [
        "mkdir -p /sys/fs/cgroup/nodectl/edge",
        "echo '+cpu +pids' | tee /sys/fs/cgroup/cgroup.subtree_control /sys/fs/cgroup/nodectl/cgroup.subtree_control",
      ])
  }
}
