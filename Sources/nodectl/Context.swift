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
  /// Results go here.
  var output: Output
  /// Progress and diagnostics go here.
  var errors: Output

  /// The process's own.
  static func process() -> Context {
    Context(
      environment: ProcessEnvironment.current, workingDirectory: ProcessEnvironment.workingDirectory,
      output: Output(.standardOutput), errors: Output(.standardError))
  }
}
