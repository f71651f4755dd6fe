import Testing

@testable import Export

@Suite struct EnvironmentExportTests {
  @Test func `values are quoted, and what is open is left as a comment`() {
    let text = EnvironmentExport.text([("A", "1"), ("B", "it's $5 # no comment"), ("C", nil)])
    #expect(text == "A='1'\nB='it\\'s $5 # no comment'\n# C=\n")
  }
}
