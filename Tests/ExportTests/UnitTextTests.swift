import Testing

@testable import Export

@Suite struct UnitTextTests {
  @Test(arguments: [
    ("worker", "worker"), ("--node-ip=10.1.2.3", "--node-ip=10.1.2.3"), ("", "\"\""), ("a b", "\"a b\""),
    ("100%", "100%%"), ("$HOME", "\"$$HOME\""), (#"say "\""#, #""say \"\\\"""#), ("one\ntwo\t", #""one\ntwo\t""#),
    ("\u{1B}[0m", #""\x1b[0m""#), ("é", "\"é\""), ("a;b", "\"a;b\""),
  ])
  func `a word is quoted where systemd would take it apart or expand it`(text: String, word: String) {
    #expect(UnitText.word(text) == word)
  }
}
