import FoundationEssentials
import TestSupport
import Testing
import YAML

@testable import TOML

@Suite struct TOMLDocumentTests {
  @Test func `a message about a key points to where it is first written, but for comments`() throws {
    let document = try parse("# list is below\nversion = 3 # a list\n[b.'x.y']\nlist = [1, \"two\"]\n")
    #expect("\(document.mark(of: ["b", "x.y", "list"]))" == "a.toml:4:1")
    #expect("\(document.mark(of: ["b", "x.y"]))" == "a.toml:3:5")
    #expect("\(document.mark(of: ["missing"]))" == "a.toml:1:1")
  }

  @Test func `lines may end as on Windows`() throws {
    let document = try parse("# c\r\n[b]\r\nlist = 1\r\n")
    #expect("\(document.mark(of: ["b", "list"]))" == "a.toml:3:1")
    #expect(document.value == ["b": ["list": 1]])
  }

  @Test func `a character that ends a line elsewhere ends none of TOML's, but is one where the line is shown`() throws {
    let document = try parse("# a\u{2028}b\nlist = 1\n")
    let mark = document.mark(of: ["list"])
    #expect(document.source.line(mark.line) == "list = 1")
  }

  @Test func `a NUL does not end the text`() throws {
    let error = try #require(throws: TOMLError.self) { try parse("a = 1\n\0b = 2\n") }
    #expect("\(error.mark)" == "a.toml:2:1")
  }

  @Test(arguments: [
    ("a", ".a", 400_000, " = 1"), ("[a", ".\"=\"", 200_000, "]"), ("a = ", "[", 100_000, ""),
    ("a = ", "[", 150, String(repeating: "]", count: 150)),
    ("", "a\(String(repeating: ".a", count: 30)) = {", 200, String(repeating: "}", count: 200)),
  ])
  func `what is nested without end is refused`(start: String, level: String, levels: Int, end: String) {
    #expect(throws: TOMLError.self) { try parse(start + String(repeating: level, count: levels) + end) }
  }

  @Test(arguments: [
    "[{", "[[", "[ [", "[#a]", "a = 1\n\t[=", "\u{FEFF}[", "\u{A0}[.a]", "[[\n", "a = '''x\n[a]'''\n[+",
  ])
  func `brackets that begin with what is no key are refused, and do not end the process`(text: String) {
    #expect(throws: TOMLError.self) { try parse(text) }
  }

  @Test(arguments: ["a = [1, }", "a = [}", "a = [1, }]", "a = {b = ]}", "a = [{b = 1]", "a = [[1}, 2]"])
  func `a bracket that closes another kind is refused, and does not end the process`(text: String) {
    #expect(throws: TOMLError.self) { try parse(text) }
  }

  @Test(arguments: ["T\u{1}t:32", "Tx:0", "t:0:0", "T:"])
  func `a date's time that begins with no digit is refused, and does not end the process`(time: String) throws {
    #expect(throws: TOMLError.self) { try parse("when = 1979-05-27\(time)") }
    #expect(try parse("when = 1979-05-27T07:32:00 # t\n'1979-05-27Tx' = 1").keys == ["1979-05-27Tx", "when"])
  }

  @Test func `a list may have its brackets anywhere`() throws {
    let text = "a = [\n[{b = 1}],\n['#['],\n]\nc = \"\"\"\n[{\\\"\"\"\"\n[[d]]\n[ \"[\".e ]\n"
    #expect(try parse(text).keys == ["[", "a", "c", "d"])
  }

  @Test func `dots that are no part of a key count for nothing`() throws {
    let addresses = Array(repeating: "\"10.0.0.1\"", count: 100).joined(separator: ", ")
    #expect(try parse("a = [\(addresses)]\nb = '\(String(repeating: ".", count: 100))'").keys == ["a", "b"])
  }

  @Test func `text stays text, whatever it looks like`() throws {
    #expect(try parse("a = '3'\nb = \"true\"").value == ["a": "3", "b": "true"])
  }

  @Test(arguments: [
    ("version = \n", "a.toml:1:11"), ("a = 1\n= 2\n", "a.toml:2:1"), ("a = 1\na = 2\n", "a.toml:2:5"),
    ("a = [1,\n", "a.toml:1:8"),
  ])
  func `what is not TOML is refused where it stands`(text: String, place: String) throws {
    let error = try #require(throws: TOMLError.self) { try parse(text) }
    #expect("\(error.mark)" == place, "\(error)")
    #expect(!error.message.isEmpty)
  }

  @Test(.enabled("no python3 with tomllib to compare with") { await Python.has("tomllib") })
  func `another's parser reads the same`() async throws {
    let text = """
      title = "a \\u00e9 \\"b\\"" # a comment
      numbers = [1, -2, 0x1f, 1_000]
      [plugins."io.containerd.cri.v1.runtime".containerd.runtimes.runsc]
      runtime_type = "io.containerd.runsc.v1"
      options = {TypeUrl = 'x', Nested = {deep = [[1], [2, 3]]}}
      [[products]]
      name = "one"
      [[products]]
      name = \"""
      two
      lines\"""
      """
    let program = "import json, sys, tomllib; print(json.dumps(tomllib.loads(sys.stdin.read()), sort_keys=True))"
    let line = try #require(try await Python.lines(of: program, input: text).first)
    let expected = try #require(try Parser.parse(Source(name: "", text: String(line))).first)
    #expect(try parse(text).value == expected.value)
  }

  private func parse(_ text: String) throws -> TOMLDocument { try TOMLDocument(Source(name: "a.toml", text: text)) }
}
