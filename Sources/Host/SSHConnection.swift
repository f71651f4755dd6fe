import Glibc
import Locking
import Subprocess
import SystemPackage

/// A connection of the system's `ssh` to another host, which has sockets of that host here.
///
/// It runs `cat` there, whose input is a pipe from here: however this process ends, the pipe does, and with it `cat` and
/// `ssh`. No engine's command line is needed there. ssh asks nothing: it has no terminal, and may run beside others.
package final class SSHConnection: Sendable {
  /// The sockets here, in the order of those there.
  package let sockets: [String]
  private let destination: String
  private let state = Locked(State())
  private let (closing, close) = AsyncStream.makeStream(of: Void.self)
  private let process = Locked<Task<Void, Never>?>(nil)

  private struct State {
    enum Phase { case opening, open, ended }

    var phase = Phase.opening
    /// What ssh has said last.
    var words: [String] = []
    var output: [UInt8] = []
  }

  /// What the other side says when all is set up: ssh forwards sockets before it runs a command.
  private static let mark = "nodectl"
  private static let timeLimit = Duration.seconds(60)
  private static let shownWords = 10
  private static let patience = Duration.seconds(2)

  /// Starts it; throws ``SSHError``.
  init(_ destination: [String], sockets remote: [String], environment: [String: String]) throws(SSHError) {
    guard let executable = Program.find("ssh", path: environment["PATH"]) else { throw .notInstalled }
    let directory = try SocketDirectory.make(environment)
    let name = "ssh-\(getpid())-\(UInt32.random(in: 0 ... .max))"
    sockets = remote.indices.map { directory.appending("\(name)-\($0).sock").string }
    self.destination = destination.filter { $0 != "--" }.joined(separator: " ")
    let forwards = zip(sockets, remote).flatMap { ["-L", "\($0):\($1)"] }
    let arguments = Self.options + forwards + destination + ["echo \(Self.mark); exec cat"]
    process.withLock { $0 = Task.detached { [self] in await run(executable, arguments) } }
  }

  private static let options: [String] =
    ["-T", "-a", "-x"]
    + [
      "BatchMode=yes", "ConnectTimeout=30", "ServerAliveInterval=15", "ServerAliveCountMax=3", "ControlMaster=no",
      "ControlPath=none", "ExitOnForwardFailure=no", "RemoteCommand=none", "PermitLocalCommand=no",
    ].flatMap { ["-o", $0] }

  package var hasEnded: Bool { state.withLock { $0.phase == .ended } }

  /// Returns when the sockets are there; throws ``SSHError``, or `CancellationError`.
  package func opened() async throws {
    let deadline = ContinuousClock.now + Self.timeLimit
    while true {
      switch state.withLock({ $0.phase }) {
      case .open: return
      case .ended: throw SSHError.refused(destination: destination, words: state.withLock(\.words))
      case .opening: break
      }
      guard ContinuousClock.now < deadline else {
        end()
        throw SSHError.timedOut(destination: destination, after: Self.timeLimit)
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }

  /// What a failure was, should the connection have ended.
  ///
  /// What goes through it breaks before the process is gone, which is waited for a moment.
  package func loss(during failure: String) async -> SSHError? {
    let deadline = ContinuousClock.now + Self.patience
    while !hasEnded, ContinuousClock.now < deadline { try? await Task.sleep(for: .milliseconds(20)) }
    return hasEnded
      ? .lost(destination: destination, words: state.withLock(\.words), during: failure) : nil
  }

  /// Has it end.
  func end() { close.finish() }

  /// Returns when its process is gone.
  func ended() async { await process.withLock { $0 }?.value }

  private func run(_ executable: FilePath, _ arguments: [String]) async {
    var options = PlatformOptions()
    // Without a terminal of its own, which Ctrl-C would reach it by before nodectl is done with it.
    options.createSession = true
    let teardown = [TeardownStep.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
    do {
      _ = try await Subprocess.run(
        .path(executable), arguments: Arguments(arguments), platformOptions: options, input: .inputWriter,
        output: .sequence, error: .sequence
      ) { ssh in
        await withTaskGroup(of: Void.self) { group in
          group.addTask { [self] in await listen(ssh.standardOutput, ssh.standardError) }
          group.addTask { [closing] in for await _ in closing {} }
          await group.next()
          // With what it has started to get there (ProxyCommand), which has its output too.
          try? ssh.send(signal: .terminate, toProcessGroup: true)
          await ssh.teardown(using: teardown)
          group.cancelAll()
        }
      }
    } catch {
      state.withLock { $0.words.append("\(error)") }
    }
    for socket in sockets { unlink(socket) }
    state.withLock { $0.phase = .ended }
  }

  /// Takes note of what it says, until it has ended.
  private func listen(_ output: SubprocessOutputSequence, _ errors: SubprocessOutputSequence) async {
    await withTaskGroup(of: Void.self) { group in
      group.addTask { [self] in try? await hear(output) }
      group.addTask { [self] in try? await read(errors) }
    }
  }

  /// Of what the other side says only the mark counts, which its shell's start files may have something before.
  private func hear(_ output: SubprocessOutputSequence) async throws {
    for try await buffer in output {
      let bytes = buffer.withUnsafeBytes { Array($0) }
      state.withLock { state in
        guard state.phase == .opening else { return }
        state.output += bytes
        guard String(decoding: state.output, as: UTF8.self).contains(Self.mark) else { return }
        (state.phase, state.output) = (.open, [])
      }
    }
  }

  private func read(_ errors: SubprocessOutputSequence) async throws {
    for try await line in errors.strings() {
      let words = String(line).filter { !$0.isNewline }
      guard !words.isEmpty else { continue }
      state.withLock { state in
        state.words.append(words)
        state.words.removeFirst(max(0, state.words.count - Self.shownWords))
      }
    }
  }
}
