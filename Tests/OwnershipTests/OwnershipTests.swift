import Testing

@testable import Ownership

private typealias Sample = SampleHost

@Suite struct OwnershipTests {
  private let other = Namespaces(mount: 21, uts: 22, ipc: 23)

  @Test func `a process is known by its container's root, and by the data directory where k0s has it`() {
    let claims = Sample.claims(
      Sample.snapshot(
        Sample.process(10, root: Sample.root), Sample.process(20, other, data: Sample.data),
        Sample.process(30, Namespaces(mount: 31, uts: 32, ipc: 33))))
    #expect(claims == [10: .rootFileSystem, 20: .dataDirectory])
  }

  @Test(arguments: [
    ("k0s", "/var/lib/k0s", true), ("k0s", "/var/lib/k0s/kubelet", true), ("kubelet", "/var/lib/kubelet", true),
    ("kubelet", "/var/lib/k0s", false), ("k0s", "/srv/edge/k0s-data", false), ("k0s", "/var/lib/k0s2", false),
  ])
  func `a kubelet of the host itself has its data where those are by default`(
    name: String, directory: String, isThere: Bool
  ) {
    let native = Sample.snapshot(Sample.process(10, name: name, Sample.host))
    #expect((Ownership.kubelet(ofHostItself: native, using: directory) != nil) == isThere)
    let ofContainer = Sample.snapshot(Sample.process(10, name: name, other))
    #expect(Ownership.kubelet(ofHostItself: ofContainer, using: directory) == nil)
  }

  @Test func `data directories whose paths begin alike are not mixed up`() {
    let place = MountPlace(device: "254:1", path: "/srv/edge/k0s-data2")
    #expect(Sample.claims(Sample.snapshot(Sample.process(10, data: place))) == [:])
    let device = MountPlace(device: "254:2", path: Sample.data.path)
    #expect(Sample.claims(Sample.snapshot(Sample.process(10, data: device))) == [:])
  }

  @Test func `what shares the container with a known process is claimed, also with a root of its own`() {
    let pivoted = Sample.process(11, Namespaces(mount: 14, uts: 12, ipc: 13))
    let half = Sample.process(12, Namespaces(mount: 15, uts: 12, ipc: 99))
    let claims = Sample.claims(Sample.snapshot(Sample.process(10, root: Sample.root), pivoted, half))
    #expect(claims[11] == .namespaces(with: ProcessIdentity(pid: 10, startTime: 100)))
    #expect(claims[12] == nil)
  }

  @Test func `namespaces that a known process shares with the host show nothing`() {
    let known = Sample.process(10, Namespaces(mount: 11, uts: 2, ipc: 3), root: Sample.root)
    let decoy = Sample.process(20, Namespaces(mount: 21, uts: 2, ipc: 3))
    #expect(Sample.claims(Sample.snapshot(known, decoy)).keys.sorted() == [10])
  }

  @Test func `a child of a known process is claimed, and its children`() {
    let claims = Sample.claims(
      Sample.snapshot(
        Sample.process(12, parent: 11, other), Sample.process(11, parent: 10, other),
        Sample.process(10, root: Sample.root)))
    #expect(claims.keys.sorted() == [10, 11, 12])
  }

  @Test func `what was noted is known by its start time; another with its pid, or after a boot, is not`() throws {
    var marks = NodeMarks(node: "edge", dataDirectory: nil, containers: [ContainerMarks(id: Sample.id)])
    let pivoted = Sample.process(11, other)
    marks.note([pivoted.identity], boot: "boot")
    #expect(Sample.claims(Sample.snapshot(pivoted), marks) == [11: .noted])
    #expect(Sample.claims(Sample.snapshot(pivoted.with(startTime: 111)), marks) == [:])
    #expect(Sample.claims(Sample.snapshot(pivoted, boot: "another"), marks) == [:])
  }

  @Test func `the host's own, nodectl's ancestors and engines are never claimed, whatever they have`() {
    let snapshot = Sample.snapshot(
      Sample.process(10, Sample.host, root: Sample.root, data: Sample.data),
      Sample.process(12, name: "containerd-shim", other, data: Sample.data), Sample.process(13, nil, root: Sample.root),
      Sample.process(14, state: "Z", root: Sample.root))
    #expect(Sample.claims(snapshot) == [:])
    var marks = Sample.marks
    marks.note([1, 5, 6].map { ProcessIdentity(pid: $0, startTime: UInt64($0) * 10) }, boot: "boot")
    #expect(Sample.claims(snapshot, marks) == [:])
  }

  @Test func `an engine that has entered the container is not claimed, one that runs in it is`() {
    let entered = Namespaces(mount: Sample.own.mount, uts: Sample.host.uts, ipc: Sample.host.ipc)
    let claims = Sample.claims(
      Sample.snapshot(
        Sample.process(10, name: "podman", entered, root: Sample.root, data: Sample.data),
        Sample.process(11, name: "containerd", root: Sample.root)))
    #expect(claims == [11: .rootFileSystem])
  }

  @Test func `a node below the directory is one, an engine that stays where it entered a container is none`() {
    func below(_ process: HostProcess) -> [Int32] {
      Ownership.processesOfNodesBelow(Sample.marks, in: Sample.snapshot(process)).map(\.pid)
    }
    let node = MountPlace(device: Sample.data.device, path: Sample.data.path + "/other")
    #expect(below(Sample.process(10, data: node)) == [10])
    let entered = Namespaces(mount: Sample.own.mount, uts: Sample.host.uts, ipc: Sample.host.ipc)
    let deleted = MountPlace(device: Sample.data.device, path: Sample.data.path + "//deleted")
    #expect(below(Sample.process(10, name: "podman", entered, root: Sample.root, data: deleted)) == [])
  }

  @Test func `nodectl in the node's own container does not end itself`() {
    let snapshot = HostSnapshot(
      bootID: "boot", host: SampleHost.host, observer: 11,
      processes: [
        Sample.process(1, parent: 0, Sample.host), Sample.process(10, root: Sample.root),
        Sample.process(11, parent: 10, root: Sample.root), Sample.process(12, parent: 10, root: Sample.root),
      ])
    #expect(Sample.claims(snapshot).keys.sorted() == [12])
  }

  @Test func `in another's container, the data directory, namespaces and parents show nothing`() {
    let cgroup = "/docker/\(Sample.otherID)"
    let claims = Sample.claims(
      Sample.snapshot(
        Sample.process(10, root: Sample.root), Sample.process(11, cgroup: cgroup),
        Sample.process(12, parent: 10, cgroup: cgroup, other), Sample.process(13, cgroup: cgroup, data: Sample.data)))
    #expect(claims.keys.sorted() == [10])
  }

  @Test func `a container that has the data directory and is not the node's tells that the node runs`() {
    let scope = "/system.slice/docker-\(Sample.otherID).scope"
    let snapshot = Sample.snapshot(
      Sample.process(10, cgroup: scope, data: Sample.data), Sample.process(11, cgroup: scope))
    #expect(Ownership.processesOfRunningContainers(Sample.marks, in: snapshot).map(\.pid) == [10])
  }

  @Test func `the node's own cgroup is enough, that of a node whose name begins alike is not`() {
    let claims = Sample.claims(
      Sample.snapshot(
        Sample.process(10, cgroup: "/nodectl/edge/kubelet"),
        Sample.process(11, cgroup: "/nodectl/edge-01/kubelet", other),
        Sample.process(12, cgroup: "/nodectl/edge/tenant", Sample.host)))
    #expect(claims == [10: .cgroup])
  }

  @Test func `where the namespaces of the host cannot be read nothing is claimed`() {
    let snapshot = HostSnapshot(
      bootID: "boot", host: nil, observer: 6, processes: [Sample.process(10, root: Sample.root)])
    #expect(Sample.claims(snapshot) == [:])
  }
}
