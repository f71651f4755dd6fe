import Engine
import NodeSpec
import Terminal

/// Writes lines of logs as a user sees them: whose they are before them, and nothing in them that may be a secret.
struct LogText {
  private let prefixes: [[UInt8]]
  private let hasTimes: Bool

  private static let colours: [Style.Colour] = [.cyan, .yellow, .green, .magenta, .blue]

  /// `names` are those of the logs; there are prefixes where there are several.
  init(names: [String], times hasTimes: Bool, _ style: Style) {
    let width = names.map(\.terminalWidth).max() ?? 0
    self.hasTimes = hasTimes
    prefixes = names.enumerated().map { index, name in
      guard names.count > 1 else { return [] }
      let colour = Self.colours[index % Self.colours.count]
      return Array(style.colour("\(name.padded(to: width)) | ", colour).utf8)
    }
  }

  /// The lines, each with the number of its log.
  func bytes(_ lines: [(log: Int, line: LogLine)]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (log, line) in lines {
      bytes += prefixes[log]
      if hasTimes { bytes += Array("\(line.timeText) ".utf8) }
      if Redaction.mayConceal(line.text) {
        bytes += Array(Redaction.redactOutput(String(decoding: line.text, as: UTF8.self)).utf8)
      } else {
        bytes += line.text
      }
      bytes.append(UInt8(ascii: "\n"))
    }
    return bytes
  }
}
