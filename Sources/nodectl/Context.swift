import Host
import Orchestrator
import SystemPackage

/// What a command sees of the world: everything that tests replace.
struct Context: Sendable {
  var environment: [String: String]
  /// The absolute path of the working directory.
  var workingDirectory: FilePath
  /// This host, as engines on it see it.
  var host: any EngineHost = LocalEngineHost()
  /// What of ssh is open for the command, and is closed when it ends.
  var connections = SSHConnections()
  /// What `-` is read from where a file is asked for.
  var input = FileDescriptor.standardInput
  /// Results go here.
  var output: Output
  /// Progress and diagnostics go here.
  var errors: Output

  /// The process's own.
  static func process() -> Context {
    // `nodectl up | head` is to bring the node up, whoever stops listening.
    ProcessEnvironment.outliveReaders()
    let environment = ProcessEnvironment.current
    return Context(
      environment: environment, workingDirectory: ProcessEnvironment.workingDirectory,
      output: Output(.standardOutput, environment: environment),
      errors: Output(.standardError, environment: environment))
  }
}

extension Context {
  /// Runs the body, the last that uses what was opened in this context.
  func closeAfter<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      let result = try await body()
      await connections.close()
      return result
    } catch {
      await connections.close()
      throw error
    }
  }

  /// The bytes of a file that a command line names, or of standard input for `-`.
  ///
  /// As with ``FileReader``, what is longer than `limit` is not read to its end; errors name the file as the command line did.
  func read(_ path: FilePath, limit: Int) throws(FileError) -> [UInt8] {
    if path == "-" { return try FileReader.read(input, name: path, limit: limit) }
    do throws(FileError) {
      return try FileReader.read(workingDirectory.pushing(path), limit: limit)
    } catch {
      throw FileError(path: path, errno: error.errno)
    }
  }
}
