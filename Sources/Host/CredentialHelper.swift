import Subprocess

/// A program that keeps registry logins for Docker and Podman: `docker-credential-NAME`.
package enum CredentialHelper {
  package enum Answer: Sendable, Equatable {
    /// What it printed, which is secret.
    case found([UInt8])
    /// It has no login for that registry.
    case none
    /// It is not installed.
    case missing
    /// It failed, and said this.
    case failed(String)
  }

  private static let notFound = "credentials not found in native keychain"
  private static let outputLimit = 1 << 20

  /// Asks for the login of a registry by its key; `path` is where programs are looked for.
  ///
  /// A helper may ask a person, who may not be there: it is given so long, and not the whole time of a node's lock. What it
  /// has started lives on after it: to be ended too it would need a process group of its own, and could then not ask at the
  /// terminal. Throws `CancellationError` where the task is cancelled.
  package static func get(
    _ server: String, from program: String, path: String?, within limit: Duration = .seconds(120)
  ) async throws -> Answer {
    guard let executable = Program.find(program, path: path) else { return .missing }
    do {
      let result = try await Deadline.within(limit) {
        try await Subprocess.run(
          .path(executable), arguments: ["get"], input: .string(server), output: .bytes(limit: outputLimit),
          error: .bytes(limit: outputLimit))
      }
      if result.terminationStatus.isSuccess { return .found(result.standardOutput) }
      let words = String(decoding: result.standardOutput + result.standardError, as: UTF8.self)
      return words.contains(notFound)
        ? .none : .failed(words.split(whereSeparator: \.isNewline).joined(separator: "; "))
    } catch {
      try Task.checkCancellation()
      return .failed("\(error)")
    }
  }
}
