import TestSupport
import Testing

/// Every command at every verbosity, where it succeeds and where it fails, on a host that is watched meanwhile: no piece
/// of a secret is to be seen.
@Suite(.engineTest) struct SecretScenarios {
  /// How many nodes of an engine live side by side: most of a life is waiting for health.
  private static let width = 3

  @Test func `no command shows a piece of a secret, and nothing of them is left about`() async throws {
    let commands = try await CommandHelp.all(on: .plain)
    let tellings = try #require(commands.first { $0.name == "up" }).tellings
    for engine in EngineKind.allCases { try await MarkedNode.publish(on: engine) }
    try await TestHost.plain.watchingArguments(in: "/run/arguments") { arguments in
      try await withThrowingTaskGroup(of: Void.self) { group in
        for engine in EngineKind.allCases {
          for index in 0..<Self.width {
            let lives = tellings.enumerated().filter { $0.offset % Self.width == index }.map(\.element)
            group.addTask {
              try await MarkedNode.with("secret\(index)", on: engine) { node in
                try await Self.live(lives, as: node, number: index, commands)
                try await node.expectHidden(arguments: arguments)
              }
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }

  @Test func `every command has a line where it succeeds and one where it fails`() async throws {
    for command in try await CommandHelp.all(on: .plain) {
      #expect(SecretLines.successes.contains(where: command.isMeant), "\(command.name)")
      #expect(SecretLines.failures.contains(where: command.isMeant), "\(command.name)")
    }
  }

  /// Lives as often as there are ways to tell of it; in the first life there is also what the number
  /// says, and what is started is traced: that does not depend on how it is told.
  private static func live(
    _ tellings: [String], as node: MarkedNode, number: Int, _ commands: [CommandHelp]
  ) async throws {
    if number == 1 { try await node.run(inEveryMode(SecretLines.failures, commands), .failure, width: 4) }
    if number == 2 { try await node.kill() }
    for (index, telling) in tellings.enumerated() {
      try await node.run(told(SecretLines.rise, telling, commands), isTraced: index == 0)
      if index == 0, number == 0 {
        try await node.run(inEveryMode(SecretLines.looks, commands), width: 4)
        try await node.run(inEveryMode(SecretLines.unending, commands), .interruption, width: 8)
      }
      if index == 0, number == 2 { try await node.run(SecretLines.changes) }
      try await node.run(told(SecretLines.fall, telling, commands), isTraced: index == 0)
    }
  }

  private static func inEveryMode(_ lines: [String], _ commands: [CommandHelp]) -> [String] {
    lines.flatMap { line in commands.filter { $0.isMeant(by: line) }.flatMap(\.modes).map { add($0, to: line) } }
  }

  private static func told(_ lines: [String], _ telling: String, _ commands: [CommandHelp]) -> [String] {
    lines.flatMap { line in
      commands.filter { $0.isMeant(by: line) }.flatMap(\.forms).map { add($0 + telling, to: line) }
    }
  }

  /// What `exec` runs in the container has flags of its own.
  private static func add(_ flags: String, to line: String) -> String {
    guard let end = line.firstRange(of: " -- ") else { return line + flags }
    let words = line[..<end.lowerBound].split(separator: " ", maxSplits: 1)
    return "\(words[0])\(flags) \(words[1])" + line[end.lowerBound...]
  }
}

extension TestHost {
  /// Runs the body while the arguments of all the host's processes, engines' too, are written to a file, each once.
  fileprivate nonisolated func watchingArguments(
    in directory: String, _ body: (_ arguments: String) async throws -> Void
  ) async throws {
    let script = """
      mkdir -p "$0" && cd "$0" && setsid bash -c '
        until [ -e ended ]; do cat /proc/[0-9]*/cmdline | tr "\\0" "\\n"; sleep 0.05; done 2>/dev/null |
          awk "!seen[\\$0]++ { print; fflush() }" >arguments
      ' >/dev/null 2>&1 </dev/null &
      """
    try await output(of: ["sh", "-c", script, directory])
    try await ending(with: ["touch", "\(directory)/ended"]) { try await body("\(directory)/arguments") }
  }
}
