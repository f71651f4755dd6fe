import FoundationEssentials
import Testing
import YAML

@testable import NodeSpec

/// docs/spec.md, held against the schema: it has every key with its default, and no other.
@Suite struct SpecReferenceTests {
  private struct Row: Equatable {
    let key: String
    /// `required`, a value, or nothing.
    let standard: String
  }

  @Test func `the reference has the keys of the schema, each with its default, and no others`() throws {
    let documented = try rows()
    let known = Self.rows(of: NodeSpec.schema)
    #expect(documented.map(\.key).sorted() == known.map(\.key).sorted())
    for row in known { #expect(documented.first { $0.key == row.key } == row) }
  }

  @Test func `what can be chosen is told with every choice`() throws {
    let text = try reference()
    for (key, choices) in [
      ("metrics", Metrics.allCases.map(\.rawValue)), ("hostSysctls", HostSysctlsPolicy.allCases.map(\.rawValue)),
    ] {
      let line = try #require(text.split(separator: "\n").first { $0.hasPrefix("| `\(key)` |") })
      for choice in choices { #expect(line.contains("`\(choice)`")) }
    }
  }

  private func reference() throws -> String {
    let package = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: package.appending(path: "docs/spec.md"), encoding: .utf8)
  }

  private func rows() throws -> [Row] {
    try reference().split(separator: "\n").compactMap { line in
      guard let match = line.wholeMatch(of: /\| `([^`]+)` \| (?:`([^`]*)`|(required)|) \| .+ \|/) else { return nil }
      return Row(key: String(match.1), standard: String(match.2 ?? match.3 ?? ""))
    }
  }

  private static func rows(of schema: Value, below path: String = "") -> [Row] {
    guard case .mapping(let properties)? = schema["properties"] else { return [] }
    let required: [Value] = if case .sequence(let names)? = schema["required"] { names } else { [] }
    return properties.flatMap { property -> [Row] in
      let (key, form) = (path + property.key, withoutNull(property.value))
      let standard = required.contains(.string(property.key)) ? "required" : form["default"].map(text) ?? ""
      return [Row(key: key, standard: standard)] + rows(of: form, below: key + ".")
        + (form["additionalProperties"].map { rows(of: withoutNull($0), below: key + ".NAME.") } ?? [])
    }
  }

  /// The form of a key that may also have no value.
  private static func withoutNull(_ schema: Value) -> Value {
    guard case .sequence(let forms)? = schema["anyOf"], forms.count == 2, forms[1] == ["type": "null"] else {
      return schema
    }
    return forms[0]
  }

  private static func text(_ value: Value) -> String {
    switch value {
    case .string(let text): text
    case .boolean(let truth): "\(truth)"
    case .integer(let number): "\(number)"
    default: "?"
    }
  }
}
