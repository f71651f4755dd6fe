import ArgumentParser
import Engine
import Glibc
import Host
import SystemPackage
import Terminal

/// A command in a container, with this process's streams for its own.
struct ExecRun {
  private let engine: Engine
  private let container: String
  private let configuration: ExecConfiguration
  private let context: Context

  init(_ engine: Engine, _ container: String, _ configuration: ExecConfiguration, in context: Context) {
    (self.engine, self.container, self.configuration, self.context) = (engine, container, configuration, context)
  }

  private enum Course: Sendable {
    case outputEnded
    case inputEnded
    /// Whoever read, or the terminal, is gone.
    case abandoned(ExitCode)
  }

  /// After its output has ended, a command that still runs was detached from: by keys that engines keep for that.
  private static let patience = Duration.seconds(5)

  /// Runs it to its end, and gives its exit code.
  ///
  /// Throws `ExitCode` where nobody is left to talk to: what a signal for that would have ended with.
  func run() async throws -> Int32 {
    let id = try await engine.createExec(in: container, configuration)
    let session = try await engine.attachExec(id, tty: configuration.hasTerminal, size: size)
    do {
      let terminal = configuration.hasTerminal ? RawTerminal(context.input.rawValue) : nil
      defer { terminal?.restore() }
      try await converse(session, id)
    }
    guard let code = try await engine.execExitCode(id, until: .now + Self.patience) else {
      context.errors.print("detached: the command goes on in the container")
      return 0
    }
    return Int32(truncatingIfNeeded: code)
  }

  /// Starts it, and leaves it to itself; gives 0, or the exit code of a command that cannot be run, which is told.
  func detach() async throws -> Int32 {
    let id = try await engine.createExec(in: container, configuration)
    do {
      try await engine.detachExec(id)
      return 0
    } catch let error as EngineError where error.refusal != nil {
      guard let code = try await engine.execExitCode(id), [126, 127].contains(code) else { throw error }
      context.errors.print("error: \(error)")
      return Int32(code)
    }
  }

  private func converse(_ session: ExecSession, _ id: String) async throws {
    try await withThrowingTaskGroup(of: Course.self) { group in
      defer { group.cancelAll() }
      group.addTask { try await show(session.output) }
      if configuration.attachesStdin { group.addTask { try await feed(session) } }
      if configuration.hasTerminal { group.addTask { try await followSize(of: id) } }
      while let course = try await group.next() {
        switch course {
        case .outputEnded: return
        case .inputEnded: break
        case .abandoned(let code): throw code
        }
      }
    }
  }

  /// Passes on what the command writes, no faster than it is taken.
  private func show(_ output: OutputStream) async throws -> Course {
    let stdout = try context.output.file.map(InterruptibleFile.init)
    let stderr = try context.errors.file.map(InterruptibleFile.init)
    do {
      for try await chunk in output {
        switch chunk.source {
        case .stdout: try await stdout?.write(chunk.bytes)
        case .stderr: try await stderr?.write(chunk.bytes)
        }
      }
      return .outputEnded
    } catch Errno.brokenPipe {
      return .abandoned(ExitCode(128 + SIGPIPE))
    } catch Errno.ioError where configuration.hasTerminal {
      return .abandoned(ExitCode(128 + SIGHUP))
    }
  }

  /// Passes on what comes in, to its end.
  private func feed(_ session: ExecSession) async throws -> Course {
    let input = try InterruptibleFile(context.input)
    while true {
      // A terminal that is gone fails, or has come to its end, which no key does any more.
      let bytes = try await bytes(of: input)
      if bytes.isEmpty {
        if configuration.hasTerminal { return .abandoned(ExitCode(128 + SIGHUP)) }
        await session.finishInput()
        return .inputEnded
      }
      try await session.write(bytes)
    }
  }

  private func bytes(of input: InterruptibleFile) async throws -> [UInt8] {
    do { return try await input.read() } catch is Errno { return [] }
  }

  private func followSize(of id: String) async throws -> Course {
    let (changes, change) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
    let watch = SignalWatch([SIGWINCH]) { _ in change.yield() }
    defer { withExtendedLifetime(watch) {} }
    var told = size
    for await _ in changes where size != told {
      told = size
      // A command that has just ended has no size any more.
      if let told { try? await engine.resizeExec(id, to: told) }
    }
    return .inputEnded
  }

  /// Of the terminal here.
  private var size: ExecSize? {
    guard configuration.hasTerminal, let file = context.output.file else { return nil }
    let size = TerminalSize(of: file.rawValue)
    return ExecSize(columns: size.columns, rows: size.rows)
  }
}
