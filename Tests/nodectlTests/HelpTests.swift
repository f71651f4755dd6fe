import ArgumentParser
import Testing

@testable import nodectl

@Suite struct HelpTests {
  /// Every command that can be run, with the words that lead to it.
  private static let commands = leaves(of: Nodectl.self, ["nodectl"])

  private static func leaves(
    of command: any ParsableCommand.Type, _ words: [String]
  ) -> [(words: [String], type: any ParsableCommand.Type)] {
    let subcommands = command.configuration.subcommands
    guard !subcommands.isEmpty else { return [(words, command)] }
    return subcommands.flatMap { leaves(of: $0, words + [$0.configuration.commandName ?? ""]) }
  }

  @Test func `the help of every command shows how it is called`() {
    #expect(Self.commands.count > 20)
    for (words, type) in Self.commands {
      let example = words.joined(separator: " ")
      #expect(type.configuration.discussion.contains(example), "\(example): an example is missing")
    }
  }

  @Test func `no line of a help is wider than a terminal`() {
    for (words, type) in Self.commands {
      for line in type.configuration.discussion.split(separator: "\n") where line.hasPrefix("nodectl ") {
        #expect(line.count <= 100, "\(words): \(line)")
      }
    }
  }

  @Test func `every command is in a group`() {
    #expect(Nodectl.configuration.ungroupedSubcommands.isEmpty)
  }
}
