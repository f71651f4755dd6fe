import Testing

@testable import nodectl

@Suite struct UnknownCommandTests {
  @Test(arguments: [
    ("pu", "did you mean 'pull' or 'up'?"), ("stauts", "did you mean 'status'?"),
    ("sta", "did you mean 'start' or 'status'?"),
    ("frobnicate", "nodectl --help lists them"),
  ])
  func `a misspelt command is answered with those that it may be`(word: String, hint: String) {
    #expect(UnknownCommand([word])?.message == "error: there is no command '\(word)'; \(hint)")
  }

  @Test(arguments: [["up", "x"], ["ls"], ["help"], ["--help"], []])
  func `a command, an option, or nothing at all is left to the parser`(arguments: [String]) {
    #expect(UnknownCommand(arguments) == nil)
  }
}
