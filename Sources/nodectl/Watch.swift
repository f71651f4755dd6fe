import Engine
import SystemPackage
import Terminal

/// Shows something for as long as anybody looks: in its place on a terminal, elsewhere again whenever it has changed.
struct Watch {
  /// How something is.
  struct Look: Sendable {
    /// Complete lines.
    let text: String
    /// What is another when anything has changed but the time.
    let state: String
  }

  let context: Context

  /// Between two looks.
  private static let pause = Duration.seconds(2)

  /// Returns never; throws what the first look throws, or `Errno` when nobody reads any more.
  ///
  /// An engine that is gone later is told, and waited for.
  func run(_ look: () async throws -> Look) async throws {
    var view = LiveView()
    var shown: Look?
    while true {
      let next: Look
      do {
        next = try await look()
      } catch let error as EngineError where shown != nil {
        let text = "error: \(error)\n"
        next = Look(text: text, state: text)
      }
      if context.output.isTerminal {
        try context.output.send(Array(draw(next.text, &view).utf8))
      } else if next.state != shown?.state {
        try context.output.send(Array(next.text.utf8))
      }
      shown = next
      try await Task.sleep(for: Self.pause)
      // As long as nothing changes nothing is written that would tell.
      if context.output.isAbandoned { throw Errno.brokenPipe }
    }
  }

  /// What comes first counts, where not all fits.
  private func draw(_ text: String, _ view: inout LiveView) -> String {
    let size = TerminalSize(of: context.output.file?.rawValue ?? -1)
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
    return view.draw(Array(lines.prefix(max(1, size.rows - 1))), columns: size.columns, rows: size.rows)
  }
}
