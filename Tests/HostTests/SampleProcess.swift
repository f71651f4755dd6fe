import Glibc
import Testing

@testable import Host
@testable import Ownership

/// A process of a test's own, and what it was before.
final class SampleProcess {
  let pid: Int32
  let process: HostProcess

  /// Runs a shell script, and goes on once that has written a line; it ends with its owner at the latest, and its
  /// children too.
  init(_ script: String) throws {
    var ends: [Int32] = [0, 0]
    try #require(pipe(&ends) == 0)
    defer { close(ends[0]) }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, ends[1], 1)
    for end in ends { posix_spawn_file_actions_addclose(&actions, end) }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK))
    var pid: Int32 = 0
    let arguments = (["sh", "-c", script] as [String]).map { strdup($0) } + [nil]
    defer { for argument in arguments { free(argument) } }
    let status = posix_spawnp(&pid, "sh", &actions, &attributes, arguments, environ)
    close(ends[1])
    try #require(status == 0)
    self.pid = pid
    var byte: UInt8 = 0
    let count = read(ends[0], &byte, 1)
    try #require(count == 1, "the script ends without a word")
    process = try #require(ProcessTable(first: getpid()).process(pid))
  }

  deinit { end() }

  /// Whether it is the process that it was.
  var isAlive: Bool {
    ProcessTable(first: getpid()).process(pid).map { $0.identity == process.identity && $0.isAlive } ?? false
  }

  func end() {
    kill(-pid, SIGKILL)
    waitpid(pid, nil, 0)
  }
}
