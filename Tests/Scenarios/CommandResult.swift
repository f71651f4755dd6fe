/// What a command ended with and wrote.
struct CommandResult: Sendable {
  let status: Int32
  let output: String
  let errors: String
}
