import ArgumentParser
import Host
import JoinToken
import SystemPackage

/// Shows what a k0s join token is for.
struct TokenShowCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "show",
    abstract: "Shows what a join token is for, never its secret half. Exits with 3 if no worker can join with it.",
    discussion: """
      nodectl token show join-token
      k0s token create --role=worker | nodectl token show -

      When a token expires is not in it: 'k0s token list' on a controller tells.
      """)

  @Argument(help: "A file with the join token; - for standard input.")
  var file = "join-token"

  @Flag(help: "As JSON.")
  var json = false

  func run(in context: Context) async throws {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try context.read(FilePath(file), limit: SecretsLoader.byteLimit) } catch {
      throw Failure(error)
    }
    do {
      let token = try JoinToken(String(decoding: bytes, as: UTF8.self).trimmed)
      let summary = TokenSummary(token)
      if json { context.output.print(try summary.json) } else { context.output.write(summary.text) }
      try token.requireWorker()
    } catch let error as JoinTokenError {
      throw Failure(.invalidSpec, "error: \(file): \(error)")
    }
  }
}
