import Testing

@testable import Ownership

private typealias Sample = SampleHost

@Suite struct CgroupTests {
  private let own = Sample.process(10, root: Sample.root)

  private func mayKill(_ path: String, _ marks: NodeMarks = Sample.marks) -> Bool {
    marks.mayKill(CgroupPath(path), holding: [own], claimed: [own.identity])
  }

  @Test(arguments: [
    "/", "", "/init.scope", "/user.slice", "/user.slice/user-0.slice", "/system.slice", "/machine.slice",
    "/system.slice/containerd.service", "/system.slice/docker.service", "/system.slice/ssh.service", "/docker",
    "/libpod_parent", "/kubepods", "/kubepods/burstable", "/nodectl", "/nodectl/edge-01", "/nodectl/edge/..",
    "/docker/\(Sample.otherID)", "/system.slice/docker-\(Sample.otherID).scope",
    "/machine.slice/libpod-conmon-\(Sample.id).scope",
  ])
  func `what is not the node's alone is never killed, even if it held nothing else`(path: String) {
    #expect(!mayKill(path))
  }

  @Test(arguments: [
    "/", "", "/init.scope", "/user.slice", "/user.slice/user-0.slice", "/system.slice", "/machine.slice",
    "/system.slice/containerd.service", "/system.slice/docker.service", "/docker", "/libpod_parent", "/kubepods",
    "/nodectl/edge/..", "/system.slice/docker-\(Sample.otherID).scope", "/nodectl/edge/containerd.service",
  ])
  func `the deny-list holds, whatever else would be found of a cgroup`(path: String) {
    #expect(Sample.marks.isForbidden(CgroupPath(path)))
  }

  @Test(arguments: [
    "/nodectl/edge", "/nodectl/edge/kubepods", "/docker/\(Sample.id)", "/system.slice/docker-\(Sample.id).scope",
    "/machine.slice/libpod-\(Sample.id).scope/container", "/libpod_parent/libpod-\(Sample.id)",
  ])
  func `the node's own cgroup and its containers' are`(path: String) {
    #expect(mayKill(path))
    #expect(!Sample.marks.mayKill(CgroupPath(path), holding: [own], claimed: []), "somebody in it is not the node's")
  }

  @Test func `a cgroup whose name begins with an accent is inside of the one above it`() {
    #expect(CgroupPath("/nodectl/edge/\u{301}x").isInside(CgroupPath("/nodectl/edge")))
  }

  @Test func `a name does not lead out of where nodes have their cgroups`() {
    for name in ["..", ".", "../system.slice", ""] {
      let marks = NodeMarks(node: name, dataDirectory: nil)
      #expect(!mayKill("/nodectl/\(name)", marks))
      #expect(!mayKill("/nodectl", marks))
      #expect(!mayKill("/system.slice", marks))
    }
  }

  @Test(arguments: ["docker", "system.slice", "init.scope", "containerd.service"])
  func `a node that is named like somebody's cgroup has only its own`(name: String) {
    let marks = NodeMarks(node: name, dataDirectory: nil)
    #expect(!mayKill("/\(name)", marks))
    #expect(!mayKill("/system.slice/\(name)", marks))
  }
}
