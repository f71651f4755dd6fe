import Glibc
import TestSupport
import Testing

@testable import Host
@testable import Ownership

/// Signals to processes that are who they were taken for, and to nobody else.
@Suite(.serialized) struct ProcessTests {
  private func marks(_ data: TemporaryDirectory) -> NodeMarks { NodeMarks(node: nil, dataDirectory: data.path) }

  /// A shell that sees a directory where k0s has its data, in a mount namespace of its own.
  private func node(_ data: TemporaryDirectory, _ script: String) throws -> SampleProcess {
    try SampleProcess(
      """
      exec unshare --mount --propagation private sh -c 'mount -t tmpfs none /var/lib && mkdir /var/lib/k0s &&
        mount --bind \(data.path) /var/lib/k0s && echo ready && \(script)'
      """)
  }

  /// For which this process is the host's first.
  private let table = ProcessTable(first: getpid())
  private let endless = "while :; do sleep 1000 & wait $!; done"

  @Test func `a stat line is read whatever the program is called`() throws {
    let line = "42 (a) R (b c) S 7 42 42 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 98765 0 0 18446744073709551615 0"
    let status = try #require(ProcessStatus(Array(line.utf8)))
    #expect(status.name == "a) R (b c")
    #expect(status.state == "S")
    #expect(status.parent == 7)
    #expect(status.startTime == 98765)
    #expect(!status.isKernelThread)
    #expect(ProcessStatus(Array("42 (sh".utf8)) == nil)
  }

  @Test func `the cgroup is that of the version 2 hierarchy, whatever the names before it end in`() {
    let text = "12:pids:/x\r\n0::/a\u{301}\r\n1:name=systemd:/\n"
    #expect(ProcFiles.unifiedCgroup(in: Array(text.utf8)[...]) == "/a\u{301}\r")
    #expect(ProcFiles.unifiedCgroup(in: Array("12:pids:/x\n".utf8)[...]) == nil)
  }

  @Test func `the end of a process is waited for, and not longer than its waiter's task`() async throws {
    let process = try SampleProcess("echo ready; \(endless)")
    let pid = process.pid
    let cancelled = Task { await LocalHost.end(of: pid) }
    cancelled.cancel()
    await cancelled.value
    #expect(process.isAlive)
    let waiting = Task { await LocalHost.end(of: pid) }
    process.end()
    await waiting.value
    await LocalHost.end(of: .max)
  }

  @Test(.rootTest) func `a node's processes are ended, those with another data directory are not`() throws {
    let (own, other) = (TemporaryDirectory(), TemporaryDirectory())
    let process = try node(own, endless)
    let decoy = try node(other, endless)
    #expect(process.process.k0sData != nil)
    let (ended, left) = ProcessEnder(table: table, cgroups: CgroupFileSystem()).end(marks(own))
    #expect(ended.contains { $0.process.identity == process.process.identity })
    #expect(left.isEmpty)
    #expect(!process.isAlive)
    #expect(decoy.isAlive)
  }

  @Test(.rootTest) func `what makes a child for every signal it gets is ended with all its children`() throws {
    let data = TemporaryDirectory()
    let fork = #"trap "sh -c \"trap : TERM; while :; do sleep 1000 & wait \\\$!; done\" &" TERM"#
    let process = try node(data, "\(fork); \(endless)")
    let (ended, left) = ProcessEnder(table: table, cgroups: CgroupFileSystem()).end(marks(data))
    #expect(left.isEmpty)
    #expect(ended.count > 1)
    #expect(!process.isAlive)
    #expect(Ownership.claims(marks(data), in: table.snapshot(for: marks(data))).isEmpty)
  }

  @Test(.rootTest) func `a pid that was given to another process between look and signal: that one lives`() throws {
    let data = TemporaryDirectory()
    let process = try node(data, endless)
    let claim = try #require(Ownership.claims(marks(data), in: table.snapshot(for: marks(data))).first)
    let pid = claim.process.pid
    try #require(pid == process.pid)
    process.end()
    let successor = try Self.process(withPID: pid)
    #expect(HeldProcess(claim, .kill, table) == nil)
    #expect(LocalHands().perform(.awaitEnd(claim.process.identity, isAsked: true, milliseconds: 1000)) == .ended(true))
    #expect(successor.isAlive)
  }

  /// A process with a pid that is free: the kernel is told which one to give next, until nobody comes in between.
  private static func process(withPID pid: Int32) throws -> SampleProcess {
    for _ in 0..<1000 {
      let file = open("/proc/sys/kernel/ns_last_pid", O_WRONLY | O_CLOEXEC)
      try #require(file >= 0)
      let text = "\(pid - 1)"
      write(file, text, text.utf8.count)
      close(file)
      let process = try SampleProcess("echo ready; exec sleep 1000")
      if process.pid == pid { return process }
    }
    throw PIDTaken()
  }

  private struct PIDTaken: Error {}

  @Test func `a process that is waited for may be asked to end, or only watched`() throws {
    let process = try SampleProcess("echo ready; exec sleep 1000")
    let identity = process.process.identity
    #expect(LocalHands().perform(.awaitEnd(identity, isAsked: false, milliseconds: 1)) == .ended(false))
    #expect(LocalHands().perform(.awaitEnd(identity, isAsked: true, milliseconds: 60_000)) == .ended(true))
  }
}
