import FoundationEssentials
import SystemPackage

extension ScenarioNode {
  /// Runs nodectl in the node's directory at a pseudo-terminal; gives what that showed, the exit status, and whether the
  /// terminal was left as it was (Tests/host/terminal.py).
  func atTerminal(_ arguments: String..., steps: [String]) async throws -> String {
    let file = TestHost.repository.appending("Tests/host/terminal.py").string
    let program = String(decoding: try Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
    let result = try await host.run(
      ["python3", "-c", program, "80x24", "sh", "-c", "cd \"$0\" && exec nodectl \"$@\"", directory] + arguments,
      input: steps.map { $0 + "\n" }.joined())
    return result.output + result.errors
  }

  /// Runs a script of bash in the node's directory.
  func bash(_ script: String) async throws -> CommandResult {
    try await host.run(["bash", "-c", "cd \"$0\" && \(script)", directory])
  }
}
