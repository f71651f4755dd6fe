import Testing

@testable import Ownership

private typealias Sample = SampleHost

@Suite struct NotingTests {
  private let scope = "/docker/\(Sample.id)"

  private func noted(_ processes: HostProcess..., root: String? = nil) throws -> ContainerMarks {
    let marks = NodeMarks(
      node: "edge", dataDirectory: nil,
      containers: [ContainerMarks(id: Sample.id, mainPID: 10, rootFileSystem: root)])
    let snapshot = HostSnapshot(bootID: "boot", host: SampleHost.host, observer: 6, processes: processes)
    return try #require(marks.noting(snapshot).containers.first)
  }

  @Test func `a main process in its cgroup tells the root of the container`() throws {
    let noted = try noted(Sample.process(10, cgroup: scope, root: Sample.root))
    #expect(noted.rootFileSystem == Sample.root)
    #expect(noted.main?.pid == 10)
    #expect(!noted.hasMainEscaped)
  }

  @Test func `one that has left its cgroup is known by the root that the engine tells`() throws {
    #expect(try noted(Sample.process(10, root: Sample.root), root: Sample.root).hasMainEscaped)
  }

  @Test func `a pid that is another's by now is not noted`() throws {
    let stranger = Sample.process(10, cgroup: "/docker/\(Sample.otherID)", root: "/var/lib/docker/overlay2/other/diff")
    #expect(try noted(stranger).main == nil)
    let known = try noted(stranger, root: Sample.root)
    #expect(known.main == nil)
    #expect(known.rootFileSystem == Sample.root)
  }

  @Test func `orphans of a container are its shim's children, of another parent they are not`() throws {
    let shim = Sample.process(9, name: "containerd-shim", Sample.host)
    let alone = Namespaces(mount: 31, uts: 32, ipc: 33)
    let snapshot = Sample.snapshot(
      shim, Sample.process(10, parent: 9, cgroup: scope, root: Sample.root), Sample.process(11, parent: 9, alone))
    let marks = NodeMarks(
      node: "edge", dataDirectory: nil, containers: [ContainerMarks(id: Sample.id, mainPID: 10)]
    ).noting(snapshot)
    #expect(Sample.claims(snapshot, marks)[11] == .child(of: shim.identity))
    let byInit = Sample.snapshot(shim, Sample.process(11, alone))
    #expect(Sample.claims(byInit, marks) == [:])
    let newShim = Sample.snapshot(shim.with(startTime: 91), Sample.process(11, parent: 9, alone))
    #expect(Sample.claims(newShim, marks) == [:])
  }
}
