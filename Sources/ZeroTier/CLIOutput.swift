import FoundationEssentials

/// What a run of `zerotier-cli` left behind.
///
/// Its exit code says little: 0 for an unknown network, too. Errors are plain text even where JSON was asked for, on
/// either stream.
package struct CLIOutput: Sendable {
  package let exitCode: Int
  package let stdout: String
  package let stderr: String

  package init(exitCode: Int, stdout: String, stderr: String) {
    self.exitCode = exitCode
    self.stdout = stdout
    self.stderr = stderr
  }

  /// What `zerotier-cli -j info` says.
  package func status() throws(CLIError) -> Status { try decoded() }

  /// What `zerotier-cli -j listnetworks` says.
  package func networks() throws(CLIError) -> [Network] { try decoded() }

  /// What `zerotier-cli get NETWORK PROPERTY` says: a line for each value, such as an address without prefix length.
  package func values() throws(CLIError) -> [String] {
    if let known = knownFailure { throw known }
    guard exitCode == 0, !stdout.isEmpty else { throw unexpected }
    return stdout.split(whereSeparator: \.isNewline).map { String($0) }
  }

  private func decoded<Value: Decodable>() throws(CLIError) -> Value {
    if let known = knownFailure { throw known }
    guard exitCode == 0 else { throw unexpected }
    do {
      return try JSONDecoder().decode(Value.self, from: Data(stdout.utf8))
    } catch {
      throw unexpected
    }
  }

  private var knownFailure: CLIError? {
    if stdout.hasPrefix("Error connecting to the ZeroTier service") { return .serviceSilent }
    if stdout.hasPrefix("401 ") { return .unauthorized }
    if stdout.hasPrefix("error, unknown property name") { return .unknownProperty }
    if stderr.contains("zerotier-one.port not found in ") { return .serviceNeverStarted }
    if stderr.contains("authtoken.secret not found or readable in ") { return .unauthorized }
    if stderr.hasPrefix("unknown network ID") { return .networkNotJoined }
    return nil
  }

  private var unexpected: CLIError {
    let lines = (stderr + "\n" + stdout).split(whereSeparator: \.isNewline)
    let line = lines.first { !$0.allSatisfy(\.isWhitespace) } ?? "nothing"
    let printable = line.unicodeScalars.filter { $0.properties.generalCategory != .control }.prefix(200)
    return .unexpected(exitCode: exitCode, line: String(String.UnicodeScalarView(printable)))
  }
}
