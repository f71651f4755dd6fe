import Testing

@testable import YAML

private func parse(_ text: String) throws(YAMLError) -> [Node] {
  try Parser.parse(Source(name: "t.yaml", text: text))
}

private func value(_ text: String) throws -> Value? { try parse(text).first?.value }

@Suite struct ParserTests {
  @Test func `a node knows where it stands`() throws {
    let document = try #require(try parse("a:\n  b: [x, y]\n").first)
    let item = try #require(document["a"]?["b"]?.sequence?.last)
    #expect(item.mark.description == "t.yaml:2:10")
    #expect(document.mapping?.first?.keyMark.description == "t.yaml:1:1")
  }

  @Test(arguments: [
    ("1", Value.integer(1)), ("-7", -7), ("0x1F", 31), ("0o17", 15), ("017", 15), ("0b101", 5), ("1_000", 1000),
    ("1.5", .float(1.5)), ("1e3", .float(1000)), (".inf", .float(.infinity)),
    ("true", true), ("False", false), ("~", .null), ("", .null), ("null", .null),
    ("yes", "yes"), ("on", "on"), ("1.2.3", "1.2.3"), ("22:22", "22:22"), ("0x", "0x"), ("--1", "--1"), ("1-2", "1-2"),
    ("'1'", "1"), ("\"true\"", "true"), ("!!str 1", "1"), ("8056c2e21c000001", "8056c2e21c000001"),
    ("0123456789", .float(123_456_789)), ("9223372036854775808", .float(9.223372036854775808e18)),
  ])
  func `a scalar means what compose takes it for`(text: String, expected: Value) throws {
    #expect(try value("a: " + text)?["a"] == expected)
  }

  @Test func `documents are read one after another`() throws {
    #expect(try parse("a: 1\n---\nb: 2\n").map(\.value) == [["a": 1], ["b": 2]])
  }

  @Test(arguments: ["", "\n\n", "# only a comment\n"])
  func `a text without content has no document`(text: String) throws {
    #expect(try parse(text).isEmpty)
  }

  @Test func `an alias repeats what its anchor names`() throws {
    #expect(try value("a: &x [1, 2]\nb: *x\n")?["b"] == [1, 2])
  }

  @Test func `own keys win over merged ones, and earlier sources over later`() throws {
    let text = """
      one: &one {a: 1, b: 1}
      two: &two {b: 2, c: 2}
      both: {<<: [*one, *two], c: 3}
      """
    let both = try value(text)?["both"]
    #expect(both?["a"] == 1)
    #expect(both?["b"] == 1)
    #expect(both?["c"] == 3)
  }

  @Test(arguments: [
    ("a: 1\n\tb: 2\n", 2, "found a tab character that violates indentation"),
    ("a: 1\nb: 2\na: 3\n", 3, "this key is here twice"),
    ("a: *nothing\n", 1, "no anchor &nothing"),
    ("a: [1, 2\nb: 3\n", 2, "did not find expected ',' or ']'"),
    ("<<: 1\n", 1, "'<<' takes a mapping"),
    ("? [a]\n: 1\n", 1, "a key must be text"),
    ("a: \u{1}\n", 1, "control characters are not allowed"),
  ])
  func `what is not YAML is refused where it stands`(text: String, line: Int, message: String) {
    let error = #expect(throws: YAMLError.self) { try parse(text) }
    #expect(error?.mark.line == line)
    #expect(error?.message.contains(message) == true, "\(error?.message ?? "")")
  }

  @Test func `a tab gets the hint that spaces are meant`() {
    let error = #expect(throws: YAMLError.self) { try parse("a:\n\tb: 2\n") }
    #expect(error?.hint == "YAML is indented with spaces, never with tabs")
  }

  @Test(arguments: ["[", "{a: "])
  func `nesting has a limit`(opening: String) {
    let error = #expect(throws: YAMLError.self) { try parse(String(repeating: opening, count: 20_000)) }
    #expect(error?.message.contains("levels deep") == true)
  }

  @Test func `a long text with many aliases is refused before it is copied`() {
    let text = String(repeating: "x", count: 100_000)
    let error = #expect(throws: YAMLError.self) {
      try parse("- &a \(text)\n" + String(repeating: "- *a\n", count: 1000))
    }
    #expect(error?.message == "this holds more than 4 MiB of text once its aliases are expanded")
  }

  @Test func `an alias bomb is refused before it is built`() {
    let text =
      "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
      + (1...9).map {
        "a\($0): &a\($0) [" + Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ", ") + "]\n"
      }.joined()
    let error = #expect(throws: YAMLError.self) { try parse(text) }
    #expect(error?.message.contains("once its aliases are expanded") == true)
  }

  @Test func `what is missing at the end of a text is missing on its last line`() {
    let error = #expect(throws: YAMLError.self) { try parse("a: 1\nb") }
    #expect(error?.mark.description == "t.yaml:2:2")
  }

  @Test func `a tag is kept`() throws {
    #expect(try parse("a: !reset null\n").first?["a"]?.tag == "!reset")
  }
}
