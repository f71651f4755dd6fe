import Orchestrator
import SystemPackage
import Terminal

/// Shows the progress of an operation while it goes on.
struct ProgressReport {
  private enum Input: Sendable {
    case event(ProgressEvent)
    case tick
  }

  let context: Context
  let options: ProgressOptions

  /// Ten a second: what a person sees as motion.
  private static let tick = Duration.milliseconds(100)

  /// Runs the body, whose events are shown as they come; returns or throws when all of them are.
  func run<Result: Sendable>(_ body: @escaping @Sendable (@escaping ProgressSink) async throws -> Result) async throws
    -> Result
  {
    guard let renderer else { return try await body { _ in } }
    let (inputs, input) = AsyncStream.makeStream(of: Input.self)
    let output = context.errors
    let rendering = Task { await Self.render(inputs, renderer, to: output) }
    let ticking = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: Self.tick)
        input.yield(.tick)
      }
    }
    let result: Swift.Result<Result, any Error>
    do {
      result = .success(try await body { input.yield(.event($0)) })
    } catch {
      result = .failure(error)
    }
    ticking.cancel()
    input.finish()
    await rendering.value
    return try result.get()
  }

  private var renderer: (any ProgressRenderer)? {
    var style = context.errors.style
    if !options.color { style.colours = false }
    let terminal = context.errors.file?.rawValue ?? -1
    switch options.progress {
    case .quiet: return nil
    case .plain: return PlainProgress(style: style)
    case .json: return JSONProgress()
    case .tty: return LiveProgress(style: style, terminal: terminal)
    case .auto:
      return context.errors.isTerminal
        ? LiveProgress(style: style, terminal: terminal) : PlainProgress(style: style)
    }
  }

  private static func render(_ inputs: AsyncStream<Input>, _ renderer: any ProgressRenderer, to output: Output) async {
    var renderer = renderer
    let clock = ContinuousClock()
    let start = clock.now
    for await input in inputs {
      let text =
        switch input {
        case .event(let event): renderer.text(for: event, at: clock.now - start)
        case .tick: renderer.tick(at: clock.now - start)
        }
      if !text.isEmpty { renderer is JSONProgress ? output.write(text) : output.show(text) }
    }
    let last = renderer.end(at: clock.now - start)
    if !last.isEmpty { output.write(last) }
  }
}
