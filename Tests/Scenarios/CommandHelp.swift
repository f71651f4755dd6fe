import TestSupport
import Testing

/// A command of nodectl, as its help tells of it.
struct CommandHelp: Sendable {
  /// With those that it is below, such as `token show`.
  let name: String
  private let arguments: [JSONValue]

  /// Every command of the program in a host, but `help`.
  static func all(on host: TestHost) async throws -> [CommandHelp] {
    let help = try await host.output(of: ["nodectl", "--experimental-dump-help"])
    let command = try #require(JSONValue(Array(help.utf8)))["command"]
    return all(of: command, after: []).filter { $0.name != "help" }
  }

  private static func all(of command: JSONValue, after path: [String]) -> [CommandHelp] {
    let children = command["subcommands"].array ?? []
    guard !children.isEmpty else {
      return [CommandHelp(name: path.joined(separator: " "), arguments: command["arguments"].array ?? [])]
    }
    return children.flatMap { all(of: $0, after: path + [$0["commandName"].string ?? ""]) }
  }

  func isMeant(by line: String) -> Bool { line == name || line.hasPrefix(name + " ") }

  /// All the flags that change how much it prints, and how, each with each.
  var modes: [String] { forms.flatMap { form in tellings.map { form + $0 } } }

  /// As text, and as JSON.
  var forms: [String] { takes("json") ? ["", " --json"] : [""] }

  /// How it tells what it does meanwhile: each verbosity with each mode of progress.
  var tellings: [String] {
    let verbosities = takes("verbose") ? ["", " -v"] : [""]
    let values = option("progress")?["allValues"].array?.compactMap(\.string)
    return verbosities.flatMap { verbosity in values?.map { "\(verbosity) --progress \($0)" } ?? [verbosity] }
  }

  private func takes(_ option: String) -> Bool { self.option(option) != nil }

  private func option(_ name: String) -> JSONValue? {
    arguments.first { ($0["names"].array ?? []).contains { $0["name"].string == name } }
  }
}
