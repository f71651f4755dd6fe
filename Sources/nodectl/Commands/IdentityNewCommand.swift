import ArgumentParser
import Host
import SystemPackage
import ZeroTier

/// Makes a ZeroTier identity.
struct IdentityNewCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "new", abstract: "Makes an identity, in a new file that only its owner can read.",
    discussion: "nodectl identity new edge-01.secret")

  @Argument(help: "The file, which must not exist yet.")
  var file = "identity.secret"

  @Flag(help: "As JSON.")
  var json = false

  func run(in context: Context) async throws {
    let identity = Identity.generate()
    let path = FilePath(file)
    do throws(FileError) {
      let bytes = Array("\(identity.secretText)\n".utf8)
      try SecretFileWriter.create([(path: context.workingDirectory.pushing(path), bytes: bytes)])
    } catch {
      throw Failure(.failed, "error: \(FileError(path: path, errno: error.errno))")
    }
    if json { return context.output.print(try IdentitySummary(.secret(identity)).json) }
    context.output.print("\(file): the identity of \(identity.address)")
  }
}
