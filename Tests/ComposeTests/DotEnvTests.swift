import NodeSpec
import Testing
import YAML

@testable import Compose

private func read(_ text: String, _ environment: [String: String] = [:]) -> (
  values: [String: String], problems: [Problem]
) {
  let diagnostics = Diagnostics()
  let values = DotEnv.read(Source(name: ".env", text: text), environment: environment, diagnostics)
  return (values, diagnostics.problems)
}

@Suite struct DotEnvTests {
  @Test(arguments: [
    ("A=b", "b"), ("A = b ", "b"), ("export A=b", "b"), ("A: b", "b"), ("A=", ""), ("A=b # c", "b"), ("A=b#c", "b#c"),
    ("A=#c", "#c"), ("A= # c", "# c"), ("A=v\t# c", "v\t# c"), ("export\tA=b", "b"),
    ("A='b # c'", "b # c"), ("A=\"b\\n$X\"", "b\nx"), ("A='$X\\n'", "$X\\n"), ("A='it\\'s'", "it's"),
    ("A=\"a\\$b\"", "a$b"), ("A='1\n2'", "1\n2"), ("A=$X-${Y:-y}", "x-y"), ("A=\"\\101\"", "\\101"),
    ("A=\"\\0101\"", "A"), ("A=\"\\012\"", "\\12"), ("A=\"\\0\"", "\\"), ("A=\"\\0400\"", "\\400"),
    ("# c\n\n  A=b\r\n", "b"), ("\u{FEFF}A=b", "b"), ("A=1\nA=2", "2"), ("A=x=y", "x=y"),
  ])
  func `a value is read as compose reads it`(text: String, expected: String) {
    let (values, problems) = read(text, ["X": "x"])
    #expect(problems.isEmpty)
    #expect(values["A"] == expected)
  }

  @Test func `the environment wins over the file, and fills names without values`() {
    let (values, _) = read("A=file\nB\nC\n1D=x\n", ["A": "process", "B": "inherited"])
    #expect(values == ["A": "process", "B": "inherited"])
  }

  @Test func `lines that double what is before them end in an error, not in all the memory that there is`() {
    let lines = (1...40).map { "A\($0)=$A\($0 - 1)$A\($0 - 1)" }
    let (values, problems) = read("A0=0123456789\n" + lines.joined(separator: "\n"))
    #expect(problems.map(\.message) == ["the variables make more text than a file may have"])
    #expect(values.count < 30)
  }

  @Test func `a later line sees an earlier one`() {
    #expect(read("A=1\nB=${A}2").values["B"] == "12")
  }

  @Test(arguments: [
    ("A B=1", 1, 2, "a variable's name cannot contain a space"),
    ("X=1\nA!=1", 2, 2, "a variable's name cannot contain '!'"),
    ("A='x", 1, 3, "the quoted value is not terminated"), ("=x", 1, 1, "expected the name of a variable here"),
    ("A=${B", 1, 3, "'${' has no closing '}'"),
  ])
  func `what cannot be read is reported where it stands`(text: String, line: Int, column: Int, message: String) {
    let problem = read(text).problems.first
    #expect(problem?.mark.line == line)
    #expect(problem?.mark.column == column)
    #expect(problem?.message == message)
  }
}
