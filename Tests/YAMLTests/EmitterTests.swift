import Testing

@testable import YAML

@Suite struct EmitterTests {
  @Test func `data is written block style with its keys in order`() {
    let value: Value = ["b": ["x", 1, true, .null], "a": ["k": "v"], "empty": [], "none": [:]]
    #expect(
      Emitter.text(value) == """
        b:
        - x
        - 1
        - true
        - null
        a:
          k: v
        empty: []
        none: {}

        """)
  }

  @Test(arguments: [1.5, -0.0, 1e300, 1e-300, .infinity, -.infinity])
  func `a number is read back as the same number`(number: Double) throws {
    let written = Emitter.text(["k": .float(number)])
    #expect(try Parser.parse(Source(name: "t", text: written)).first?.value == ["k": .float(number)], "\(written)")
  }

  @Test func `what is no number is written as YAML has it`() {
    #expect(Emitter.text(["k": .float(.nan)]) == "k: .nan\n")
  }

  @Test(arguments: [
    "", " ", "true", "No", "on", "y", "~", "null", "1", "-1", "1.5", "0x1", "22:22", "1e3", "2001-01-01", "- a", "a: b",
    "a #b", "#a", "'a'", "\"a\"", "*a", "&a", "!a", "{a", "[a", "%a", "@a", "`a", "a\nb\n", "a\n", "\na", "a\tb", "a ",
    "\u{7}", "ü", "x: y\n z", "=", "<<", "12e03", ".5", "+1", "1_000", "é: ", "--- a", "a:", "0o7", ".inf", "日本", "🐟",
  ])
  func `text is read back as the same text`(text: String) throws {
    let written = Emitter.text(["k": .string(text), text: "v"])
    let read = try Parser.parse(Source(name: "t", text: written)).first?.value
    #expect(read == ["k": .string(text), text: "v"], "\(written)")
  }
}
