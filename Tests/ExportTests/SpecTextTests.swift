import Testing
import YAML

@testable import Export

@Suite struct SpecTextTests {
  @Test(arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"])
  func `a value is set where it stands, whatever ends the lines`(end: String) throws {
    let source = Source(name: "node.yaml", text: "# x\(end)# y\(end)k0s: {version: a, other: b}")
    var text = SpecText(of: try #require(try Parser.parse(source).first))
    text.set("c", at: ["k0s", "other"])
    #expect(text.text == "# x\(end)# y\(end)k0s: {version: a, other: c}")
  }
}
