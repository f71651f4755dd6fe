import YAML

/// The words of JSON Schema (draft 2020-12) that the schema of the spec is made of.
///
/// Values are described as a YAML reader sees them before variables are filled in: wherever text may stand, `${NAME}` may
/// too, and an optional key may have no value.
enum JSONSchema {
  static let dialect = "https://json-schema.org/draft/2020-12/schema"

  struct Property {
    let name: String
    let isRequired: Bool
    let schema: Value
  }

  static func required(_ name: String, _ schema: Value) -> Property {
    Property(name: name, isRequired: true, schema: schema)
  }

  static func optional(_ name: String, _ schema: Value) -> Property {
    Property(name: name, isRequired: false, schema: ["anyOf": [schema, ["type": "null"]]])
  }

  /// A mapping with these keys and no others; `more` are entries of its own, such as `oneOf`.
  static func object(_ description: String, _ properties: [Property], more: [Value.Entry] = []) -> Value {
    let required = properties.filter(\.isRequired).map { Value.string($0.name) }
    return .mapping(
      [
        Value.Entry("type", "object"), Value.Entry("description", .string(description)),
        Value.Entry("properties", .mapping(properties.map { Value.Entry($0.name, $0.schema) })),
        Value.Entry("additionalProperties", false), Value.Entry("required", .sequence(required)),
      ] + more)
  }

  /// A mapping with any keys of a form, whose values have another.
  static func map(_ description: String, keys: Value, values: Value) -> Value {
    ["type": "object", "description": .string(description), "propertyNames": keys, "additionalProperties": values]
  }

  /// A value of one of these forms, or text with a variable in it.
  static func text(_ description: String, _ forms: [Value] = [anyText], standard: Value? = nil) -> Value {
    var entries = [
      Value.Entry("description", .string(description)),
      Value.Entry("anyOf", .sequence(forms + [["$ref": "#/$defs/variable"]])),
    ]
    if let standard { entries.append(Value.Entry("default", standard)) }
    return .mapping(entries)
  }

  static func image(_ description: String) -> Value { text(description, [matching("^[^\\s]+$")]) }

  /// Text that a regular expression (ECMA 262) finds something in.
  ///
  /// What YAML takes for a number or a truth is not looked at: the spec's reader sees its text.
  static func matching(_ pattern: String) -> Value {
    ["type": ["string", "number", "boolean"], "pattern": .string(pattern)]
  }

  static func choice(_ choices: some Sequence<String>) -> Value {
    ["enum": .sequence(choices.map(Value.string))]
  }

  static let anyText: Value = ["type": ["string", "number", "boolean"]]

  /// What ``text(_:_:standard:)`` refers to.
  static let definitions: Value = [
    "variable": [
      "type": "string", "pattern": "\\$",
      "description": "a variable of the environment or the .env file: ${NAME}, ${NAME:-default}, ${NAME:?message}",
    ]
  ]
}
