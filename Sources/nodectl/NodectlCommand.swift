import ArgumentParser
import Engine
import Glibc
import Host
import Locking
import Orchestrator
import Planning
import SystemPackage

/// A command whose work is a method of its own, given the world it works on.
protocol NodectlCommand: AsyncParsableCommand {
  func run(in context: Context) async throws
}

/// A command that Ctrl-C cancels instead of ending it at once: what it has begun comes to an end.
protocol InterruptibleCommand: NodectlCommand, Sendable {
  /// The signals that cancel it; the second of them ends it at once.
  var interruptingSignals: [Int32] { get }
  /// What is said then.
  var interruptionNotice: String? { get }
}

extension InterruptibleCommand {
  var interruptingSignals: [Int32] { [SIGINT, SIGTERM] }
  var interruptionNotice: String? {
    "\ninterrupted: finishing what has begun (once more ends at once); the same command goes on from there"
  }
}

extension NodectlCommand {
  mutating func run() async throws {
    let context = Context.process()
    do {
      try await context.closeAfter { try await run(in: context) }
    } catch {
      throw Self.exitCode(error, context)
    }
  }

  /// What to exit with for what was thrown, which is told.
  static func exitCode(_ error: any Error, _ context: Context) -> ExitCode {
    switch error {
    case Errno.brokenPipe: .success  // as in `nodectl logs | head`: whoever read has seen enough
    case let code as ExitCode: code
    default: Failure(error).report(to: context.errors)
    }
  }
}

extension InterruptibleCommand {
  mutating func run() async throws {
    let context = Context.process()
    let command = self
    let received = Locked<Int32?>(nil)
    let task = Task { try await context.closeAfter { try await command.run(in: context) } }
    let watch = SignalWatch(interruptingSignals) { signal in
      let isSecond = received.withLock { first in
        defer { first = first ?? signal }
        return first != nil
      }
      if isSecond { _exit(128 + signal) }
      if let notice = command.interruptionNotice { context.errors.print(notice) }
      task.cancel()
    }
    defer { withExtendedLifetime(watch) {} }
    do {
      try await task.value
    } catch {
      if let signal = received.withLock({ $0 }), error is CancellationError { throw ExitCode(128 + signal) }
      throw Self.exitCode(error, context)
    }
  }
}
