import Testing

@testable import Ownership

private typealias Sample = SampleHost

@Suite struct SweepTests {
  private let process = Sample.process(10, root: Sample.root)

  private func signals(_ step: Sweep.Step) -> [Int32: Sweep.Signal]? {
    guard case .round(let round) = step else { return nil }
    let signals = round.targets.compactMap { claim, signal in signal.map { (claim.process.pid, $0) } }
    return Dictionary(uniqueKeysWithValues: signals)
  }

  @Test func `a process is asked once, and killed when its time is over`() {
    var sweep = Sweep(Sample.marks)
    #expect(signals(sweep.next(Sample.snapshot(process), at: .zero)) == [10: .terminate])
    #expect(signals(sweep.next(Sample.snapshot(process), at: .seconds(1))) == [:])
    #expect(signals(sweep.next(Sample.snapshot(process), at: .seconds(2))) == [10: .kill])
  }

  @Test func `one empty look is not enough: a child may have been made behind it`() {
    var sweep = Sweep(Sample.marks)
    #expect(signals(sweep.next(Sample.snapshot(), at: .zero)) == [:])
    #expect(signals(sweep.next(Sample.snapshot(process), at: .zero)) == [10: .terminate])
    #expect(signals(sweep.next(Sample.snapshot(), at: .seconds(1))) == [:])
    guard case .over(let left) = sweep.next(Sample.snapshot(), at: .seconds(1)) else {
      Issue.record("it goes on")
      return
    }
    #expect(left.isEmpty)
  }

  @Test func `what has been confirmed stays known when its company is gone`() {
    var sweep = Sweep(Sample.marks)
    let pivoted = Sample.process(11, Namespaces(mount: 14, uts: 12, ipc: 13))
    _ = sweep.next(Sample.snapshot(process, pivoted), at: .zero)
    var forgetful = sweep
    sweep.confirm([pivoted.identity], boot: "boot")
    #expect(signals(sweep.next(Sample.snapshot(pivoted), at: .seconds(3))) == [11: .kill])
    #expect(signals(forgetful.next(Sample.snapshot(pivoted), at: .seconds(3))) == [:])
  }

  @Test func `a process that waits in the kernel is given up, and named`() {
    var sweep = Sweep(Sample.marks)
    let stuck = process.with(state: "D")
    for second in 0...7 { #expect(signals(sweep.next(Sample.snapshot(stuck), at: .seconds(second))) != nil) }
    guard case .over(let left) = sweep.next(Sample.snapshot(stuck), at: .seconds(8)) else {
      Issue.record("it goes on")
      return
    }
    #expect(
      Leftovers(processes: left.map(Leftovers.Process.init)).lines == [
        "process 10 (kubelet) in /system.slice/containerd.service, which waits in the kernel and cannot be ended: "
          + "its root is the container's"
      ])
  }

  @Test func `while new processes keep coming it goes on, but not for ever`() {
    var sweep = Sweep(Sample.marks)
    for second in 0...60 {
      let child = Sample.process(Int32(100 + second), root: Sample.root)
      #expect(signals(sweep.next(Sample.snapshot(child), at: .seconds(second))) != nil)
    }
    guard case .over(let left) = sweep.next(Sample.snapshot(process), at: .seconds(61)) else {
      Issue.record("it goes on")
      return
    }
    #expect(left.count == 1)
  }

  @Test func `only a cgroup of the node's own that holds nobody else is killed`() {
    func cgroups(_ processes: HostProcess...) -> [String]? {
      var sweep = Sweep(Sample.marks)
      let snapshot = HostSnapshot(
        bootID: "boot", host: SampleHost.host, observer: 6, processes: Sample.snapshot().processes + processes,
        dataPlace: Sample.data)
      guard case .round(let round) = sweep.next(snapshot, at: .zero) else { return nil }
      return round.cgroups.map(\.text)
    }
    let own = Sample.process(10, cgroup: "/nodectl/edge/kubelet", root: Sample.root)
    #expect(cgroups(own) == ["/nodectl/edge"])
    #expect(cgroups(own, Sample.process(11, cgroup: "/nodectl/edge/x", Sample.host)) == [])
    #expect(cgroups(own, Sample.process(11, state: "Z", cgroup: "/nodectl/edge/x", nil)) == ["/nodectl/edge"])
    #expect(cgroups(Sample.process(10, root: Sample.root)) == [])
    let scope = "/system.slice/docker-\(Sample.id).scope"
    #expect(cgroups(Sample.process(10, cgroup: scope + "/kubepods", root: Sample.root)) == [scope])
  }
}
