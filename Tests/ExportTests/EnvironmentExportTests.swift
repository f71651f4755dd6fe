import Compose
import NodeSpec
import Testing
import YAML

@testable import Export

@Suite struct EnvironmentExportTests {
  @Test func `values are quoted, and what is open is left as a comment`() {
    let text = EnvironmentExport.text([("A", "1"), ("B", "it's $5 # no comment"), ("C", nil)])
    #expect(text == "A='1'\nB='it\\'s $5 # no comment'\n# C=\n")
  }

  @Test(arguments: [
    "", " a ", "it's", "\\", "a\\", "\\'", "\\\\\"", "$A \\$B ${C}", "two\nlines\\n", "# \\t", "\u{6DC}x", "'\u{301}\\",
    "'\u{301}",
  ])
  func `a value is read back as it was`(value: String) {
    let text = EnvironmentExport.text([("A", value), ("B", "b")])
    let diagnostics = Diagnostics()
    let read = DotEnv.read(Source(name: ".env", text: text), environment: [:], diagnostics)
    #expect(read == ["A": value, "B": "b"], "\(text)")
    #expect(diagnostics.problems.isEmpty)
  }
}
