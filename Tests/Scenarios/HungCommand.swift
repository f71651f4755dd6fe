/// A command that has not ended in its time, and what ran in its host then, where that was looked at.
struct HungCommand: Error, CustomStringConvertible {
  let command: [String]
  let host: String
  let processes: String?

  var description: String {
    let words = "\(command.joined(separator: " ")) hangs in \(host), of which nothing more is asked"
    return processes.map { "\(words); it ran:\n\($0)" } ?? words
  }
}
