import Testing

@testable import Ownership

@Suite struct ConfinementTests {
  private static let id = String(repeating: "c0ffee00", count: 8)
  private let observer = ProcessPlace(pid: 1, startTime: 1, name: "nodectl", cgroup: "/", uts: 1, ipc: 1)
  private let scope = "/system.slice/docker-\(id).scope"

  private func process(_ pid: Int32, _ cgroup: String, uts: UInt64 = 20, ipc: UInt64 = 30) -> ProcessPlace {
    ProcessPlace(pid: pid, startTime: UInt64(pid), name: "p\(pid)", cgroup: cgroup, uts: uts, ipc: ipc)
  }

  private func escaped(_ processes: [ProcessPlace], ownCgroup: String? = "/nodectl/edge") -> [Int32]? {
    let confinement = Confinement([.init(id: Self.id, service: "k0s", pid: 10)], ownCgroup: ownCgroup)
    return confinement.escaped(among: processes, observer: observer)?.map(\.pid)
  }

  @Test(arguments: [
    "/system.slice/docker-\(id).scope", "/docker/\(id)/init", "/machine.slice/libpod-\(id).scope/container",
    "/libpod_parent/libpod-\(id)/kubepods/burstable/pod1", "/nodectl/edge", "/nodectl/edge/kubelet",
  ])
  func `a process in a cgroup of the node's is where it belongs`(cgroup: String) {
    #expect(escaped([process(10, scope), process(11, cgroup)]) == [])
  }

  @Test(arguments: ["/system.slice/containerd.service", "/", "/nodectl/edge-01/kubelet", "/nodectl"])
  func `a process of the container anywhere else has escaped`(cgroup: String) {
    #expect(escaped([process(10, scope), process(11, cgroup)]) == [11])
  }

  @Test func `others in the same foreign cgroup are not the node's`() {
    let theirs = "/system.slice/containerd.service"
    #expect(escaped([process(10, scope), process(11, theirs, uts: 21), process(12, theirs, ipc: 31)]) == [])
  }

  @Test func `the main process may have escaped too, as long as another shows that it is the engine's host`() {
    let confinement = Confinement(
      [.init(id: Self.id, service: "k0s", pid: 10), .init(id: "beef", service: "zerotier", pid: 9)], ownCgroup: nil)
    let processes = [process(9, "/docker/beef", uts: 21), process(10, "/system.slice/containerd.service")]
    #expect(confinement.escaped(among: processes, observer: observer)?.map(\.service) == ["k0s"])
  }

  @Test func `pids of another host mean nothing here`() {
    #expect(escaped([process(10, "/user.slice/someone")]) == nil)
    #expect(escaped([]) == nil)
  }

  @Test func `a container in the host's own namespaces cannot be told from the host`() {
    #expect(escaped([process(10, scope, uts: 1, ipc: 1), process(11, "/elsewhere", uts: 1, ipc: 1)]) == nil)
  }
}
