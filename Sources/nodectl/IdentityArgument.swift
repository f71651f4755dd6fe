import ArgumentParser
import Host
import SystemPackage
import ZeroTier

/// Which identity a command is about, and how it tells of it.
struct IdentityArgument: ParsableArguments {
  /// More than any identity has.
  private static let byteLimit = 1 << 16

  @Argument(help: "A file with the secret identity or its public part; - for standard input.")
  var file = "identity.secret"

  @Flag(help: "As JSON.")
  var json = false

  /// Reads the identity and does the body; whatever is wrong with it is a failure that names the file.
  func read<Result>(
    in context: Context, _ body: (GivenIdentity) throws(IdentityError) -> Result
  ) throws(Failure) -> Result {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try context.read(FilePath(file), limit: Self.byteLimit) } catch {
      throw Failure(error)
    }
    do throws(IdentityError) {
      return try body(try GivenIdentity(String(decoding: bytes, as: UTF8.self)))
    } catch {
      throw Failure(.invalidSpec, "error: \(file): \(error)")
    }
  }
}
