import NodeSpec
import Testing
import YAML

@testable import Compose

private let variables = Variables(texts: ["A": "a", "EMPTY": "", "COST": "$5", "B_1": "b"])

@Suite struct InterpolatorTests {
  @Test(arguments: [
    ("", ""), ("plain", "plain"), ("$A", "a"), ("${A}", "a"), ("x$A.y", "xa.y"), ("$B_1-", "b-"), ("$$A", "$A"),
    ("$$$A", "$a"), ("$5", "$5"), ("$", "$"), ("a$ b", "a$ b"), ("${UNSET}", ""),
    ("${A:-d}", "a"), ("${UNSET:-d}", "d"), ("${UNSET-d}", "d"), ("${EMPTY:-d}", "d"), ("${EMPTY-d}", ""),
    ("${A:+d}", "d"), ("${EMPTY:+d}", ""), ("${EMPTY+d}", "d"), ("${UNSET+d}", ""), ("${A:?m}", "a"),
    ("${EMPTY?m}", ""),
    ("${UNSET:-${A}}", "a"), ("${UNSET:-${ALSO:-x}y}z", "xyz"), ("${UNSET:-a:?b}", "a:?b"),
    ("${UNSET:-{\"k\":1}}", "{\"k\":1}"),
    ("${COST}", "$5"), ("${UNSET:-$$}", "$"), ("${A}${A}", "aa"), ("${UNSET:-}", ""),
    // Combining accents belong to the character before them, and are scalars of their own all the same.
    ("${A}\u{301}", "a\u{301}"), ("$\u{301}", "$\u{301}"), ("$A\u{301}", "a\u{301}"), ("$$\u{301}$A", "$\u{301}a"),
  ])
  func `variables are replaced as compose does`(text: String, expected: String) throws {
    var interpolator = Interpolator(variables)
    #expect(try interpolator.interpolate(text) == expected)
  }

  @Test(arguments: [
    ("${A", 0, "'${' has no closing '}'"), ("x ${}", 2, "'${}' names no variable"),
    ("${1}", 0, "'${1}' names no variable"), ("${A!}", 0, "'${A' is followed by what is no operator"),
    ("ab${UNSET:?set it}", 2, "the variable UNSET is required but has no value: set it"),
    ("${EMPTY:?}", 0, "the variable EMPTY is required but has no value"),
    ("${UNSET:?use ${A}}", 0, "the variable UNSET is required but has no value: use a"),
  ])
  func `what cannot be replaced is refused where it stands`(text: String, offset: Int, message: String) {
    var interpolator = Interpolator(variables)
    let error = #expect(throws: InterpolationError.self) { try interpolator.interpolate(text) }
    #expect(error?.offset == offset)
    #expect(error?.message == message)
  }

  @Test(arguments: [
    ("a: x ${", "1:6"), ("a: 'x ${'", "1:7"), ("a: \"x\n  ${\"", "1:4"), ("a: |\n  x\n  ${\n", "1:4"),
  ])
  func `what cannot be replaced in a file is told at its dollar, or where a text over several lines begins`(
    text: String, place: String
  ) throws {
    let diagnostics = Diagnostics()
    let node = try #require(try Parser.parse(Source(name: "a.yaml", text: text)).first)
    _ = Interpolator.interpolate(node, variables, diagnostics)
    #expect(diagnostics.problems.map(\.mark.description) == ["a.yaml:\(place)"])
  }

  @Test func `what a file only removes needs no variables`() throws {
    let diagnostics = Diagnostics()
    let node = try #require(try Parser.parse(Source(name: "a.yaml", text: "a: !reset '${A_REQUIRED_ONE:?}'")).first)
    _ = Interpolator.interpolate(node, variables, diagnostics)
    #expect(diagnostics.problems.isEmpty)
  }

  @Test func `unset variables are told, once each`() throws {
    var interpolator = Interpolator(variables)
    _ = try interpolator.interpolate("$X ${Y} $X ${Z:-}")
    #expect(interpolator.unset == ["X", "Y"])
  }

  @Test(arguments: [("$$A", "$$A"), ("${COST}", "$$5"), ("a$", "a$$"), ("${LATER}", "${LATER:?m}")])
  func `text to be interpolated again keeps its escapes`(text: String, expected: String) throws {
    var variables = variables
    variables["LATER"] = .deferred(reference: "${LATER:?m}")
    var interpolator = Interpolator(variables, keepingEscapes: true)
    #expect(try interpolator.interpolate(text) == expected)
  }

  @Test func `nesting has a limit`() {
    var interpolator = Interpolator(variables)
    let text = String(repeating: "${X:-", count: 5000) + String(repeating: "}", count: 5000)
    #expect(throws: InterpolationError.self) { try interpolator.interpolate(text) }
  }
}
