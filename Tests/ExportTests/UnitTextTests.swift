import Testing

@testable import Export

@Suite struct UnitTextTests {
  @Test(arguments: [
    ("worker", "worker"), ("--node-ip=10.1.2.3", "--node-ip=10.1.2.3"), ("", "\"\""), ("a b", "\"a b\""),
    ("100%", "100%%"), ("$HOME", "\"$$HOME\""), (#"say "\""#, #""say \"\\\"""#), ("one\ntwo\t", #""one\ntwo\t""#),
    ("\u{1B}[0m", #""\x1b[0m""#), ("é", "\"é\""), ("a;b", "\"a;b\""),
    ("%\u{301}$\u{301}", "\"%%\u{301}$$\u{301}\""),
  ])
  func `a word is quoted where systemd would take it apart or expand it`(text: String, word: String) {
    #expect(UnitText.word(text) == word)
  }

  @Test func `only command lines have variables`() {
    #expect(UnitText.path("/srv/$x 100%") == "\"/srv/$x 100%%\"")
  }

  @Test(arguments: [
    ("/", "-"), ("/srv/a-b", #"srv-a\x2db"#), ("/srv//edge-01/k0s-data/", #"srv-edge\x2d01-k0s\x2ddata"#),
    ("/a b/é", #"a\x20b-\xc3\xa9"#), ("/.hidden/.x", #"\x2ehidden-.x"#), ("/a:b_c.d", "a:b_c.d"),
    (#"/a%b\c"#, #"a\x25b\x5cc"#),
  ])
  func `a path in a unit's name is what systemd-escape makes of it`(path: String, name: String) {
    #expect(UnitName.escaping(path: path) == name)
  }
}
