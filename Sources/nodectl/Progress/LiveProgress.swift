import Orchestrator
import Planning
import Terminal

/// A view that is redrawn in place: a line a service, with its state and its time.
struct LiveProgress: ProgressRenderer {
  private struct Line {
    let subject: String
    var text = ""
    var sign = Sign.pending
    var since: Duration?
    var until: Duration?

    enum Sign {
      case pending
      case active
      case done
      case failed
    }
  }

  private struct Node {
    let name: String
    var steps = 0
    var done = 0
    var lines: [Line] = []
  }

  let style: Style
  /// The descriptor of the terminal.
  let terminal: Int32

  private var nodes: [Node] = []
  private var view = LiveView()
  private var frame = 0

  init(style: Style, terminal: Int32) { (self.style, self.terminal) = (style, terminal) }

  mutating func text(for event: ProgressEvent, at time: Duration) -> String {
    switch event.kind {
    case .note(let text): return view.erase() + "\(event.node): \(text)\n" + draw(at: time)
    case .warning(let text): return view.erase() + "\(style.warning) \(event.node): \(text)\n" + draw(at: time)
    default:
      update(event, at: time)
      return draw(at: time)
    }
  }

  mutating func tick(at time: Duration) -> String {
    frame += 1
    return draw(at: time)
  }

  mutating func end(at time: Duration) -> String { draw(at: time) }

  private mutating func update(_ event: ProgressEvent, at time: Duration) {
    let index = nodes.firstIndex { $0.name == event.node } ?? nodes.endIndex
    if index == nodes.endIndex { nodes.append(Node(name: event.node)) }
    switch event.kind {
    case .planned(let plan):
      nodes[index].steps = plan.steps.count
      nodes[index].done = 0
      for step in plan.steps where step.operation.hasLine { _ = line(of: step, in: index) }
    case .started(let step): set(step, step.operation.doing, .active, in: index, at: time)
    case .progress(let step, let text): set(step, "\(step.operation.doing): \(text)", .active, in: index, at: time)
    case .finished(let step, _, let text):
      nodes[index].done += 1
      set(step, step.operation.done + (text.map { " \($0)" } ?? ""), .done, in: index, at: time)
    case .failed(let step, _, let reason): set(step, reason, .failed, in: index, at: time)
    case .note, .warning: break
    }
  }

  private mutating func set(_ step: Step, _ text: String, _ sign: Line.Sign, in node: Int, at time: Duration) {
    guard step.operation.hasLine else { return }
    let index = line(of: step, in: node)
    nodes[node].lines[index].text = text
    nodes[node].lines[index].sign = sign
    nodes[node].lines[index].since = nodes[node].lines[index].since ?? time
    nodes[node].lines[index].until = sign == .active ? nil : time
  }

  private mutating func line(of step: Step, in node: Int) -> Int {
    let subject = step.operation.service(of: nodes[node].name)
    if let index = nodes[node].lines.firstIndex(where: { $0.subject == subject }) { return index }
    nodes[node].lines.append(Line(subject: subject))
    return nodes[node].lines.endIndex - 1
  }

  private mutating func draw(at time: Duration) -> String {
    let size = TerminalSize(of: terminal)
    let width = nodes.flatMap(\.lines).map(\.subject.terminalWidth).max() ?? 0
    let lines = nodes.flatMap { node in
      [style.bold(node.name) + style.dim("  \(node.done)/\(node.steps)  \(time.text)")]
        + node.lines.map { render($0, subjectWidth: width, columns: size.columns, at: time) }
    }
    return view.draw(lines, columns: size.columns, rows: size.rows)
  }

  private func render(_ line: Line, subjectWidth: Int, columns: Int, at time: Duration) -> String {
    let sign =
      switch line.sign {
      case .pending: style.pending
      case .active: style.spinner(frame)
      case .done: style.done
      case .failed: style.failed
      }
    let duration = line.since.map { ((line.until ?? time) - $0).text } ?? ""
    let room = max(10, columns - subjectWidth - duration.count - 8)
    let text = line.text.truncated(to: room).padded(to: room)
    return "  \(sign) \(line.subject.padded(to: subjectWidth))  \(text)  \(style.dim(duration))"
  }
}

extension Operation {
  /// Whether it is about a container: networks, volumes and cgroups are too many, and too quick, for lines of their own.
  fileprivate var hasLine: Bool {
    switch self {
    case .createNetwork, .removeNetwork, .createVolume, .removeVolume, .createCgroup, .restoreSysctls,
      .noteProcesses, .noteStop, .deleteData, .resetCredentials, .recordUpgrade:
      false
    default: true
    }
  }

  /// The service, also of an operation that knows its container only.
  fileprivate func service(of node: String) -> String {
    guard subject.hasPrefix(node + "-"), subject.hasSuffix("-1") else { return subject }
    return String(subject.dropFirst(node.count + 1).dropLast(2))
  }
}
