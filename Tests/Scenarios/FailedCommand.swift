/// A command that should have succeeded.
struct FailedCommand: Error, CustomStringConvertible {
  let result: CommandResult

  var description: String {
    "\(result.command.joined(separator: " ")) ended with \(result.status): \(result.errors)\(result.output.suffix(2000))"
  }
}
