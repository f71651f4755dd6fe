import ArgumentParser
import Engine
import Glibc
import Host
import Orchestrator
import Planning
import Synchronization

/// A command whose work is a method of its own, given the world it works on.
protocol NodectlCommand: AsyncParsableCommand {
  func run(in context: Context) async throws
}

/// A command that Ctrl-C cancels instead of ending it at once: what it has begun comes to an end.
protocol InterruptibleCommand: NodectlCommand, Sendable {}

extension NodectlCommand {
  mutating func run() async throws {
    let context = Context.process()
    do {
      try await context.closeAfter { try await run(in: context) }
    } catch {
      throw Failure(error).report(to: context.errors)
    }
  }
}

extension InterruptibleCommand {
  mutating func run() async throws {
    let context = Context.process()
    let command = self
    let received = Mutex<Int32?>(nil)
    let task = Task { try await context.closeAfter { try await command.run(in: context) } }
    let watch = SignalWatch([SIGINT, SIGTERM]) { signal in
      let isSecond = received.withLock { first in
        defer { first = first ?? signal }
        return first != nil
      }
      if isSecond { _exit(128 + signal) }
      context.errors.print(
        "\ninterrupted: finishing what has begun (once more ends at once); the same command goes on from there")
      task.cancel()
    }
    defer { withExtendedLifetime(watch) {} }
    do {
      try await task.value
    } catch {
      if let signal = received.withLock({ $0 }), error is CancellationError {
        throw signal == SIGTERM ? ExitStatus.terminated.code : ExitStatus.interrupted.code
      }
      throw Failure(error).report(to: context.errors)
    }
  }
}
