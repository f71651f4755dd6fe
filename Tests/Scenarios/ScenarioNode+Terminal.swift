import FoundationEssentials
import SystemPackage

extension ScenarioNode {
  /// Runs nodectl in the node's directory at a pseudo-terminal; gives what that showed, the exit status, and whether the
  /// terminal was left as it was (Tests/host/terminal.py).
  func atTerminal(_ arguments: String..., steps: [String]) async throws -> String {
    try await host.atTerminal(["sh", "-c", "cd \"$0\" && exec nodectl \"$@\"", directory] + arguments, steps: steps)
  }

  /// Runs a script of bash in the node's directory.
  func bash(_ script: String) async throws -> CommandResult {
    try await host.run(["bash", "-c", "cd \"$0\" && \(script)", directory])
  }
}

extension TestHost {
  /// Runs a command at a pseudo-terminal; gives the same.
  func atTerminal(_ command: [String], steps: [String]) async throws -> String {
    let file = Self.repository.appending("Tests/host/terminal.py").string
    let program = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    let result = try await run(
      ["python3", "-c", program, "80x24"] + command, input: steps.map { $0 + "\n" }.joined())
    return result.output + result.errors
  }
}
