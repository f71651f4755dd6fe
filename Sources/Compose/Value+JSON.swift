import FoundationEssentials
package import YAML

extension Value {
  /// JSON with sorted keys and no spaces: equal data, equal text.
  package var canonicalJSON: String { json([.sortedKeys, .withoutEscapingSlashes]) }

  /// JSON for people: indented, keys sorted.
  package var prettyJSON: String { json([.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]) }

  /// Reads JSON; the order of keys is lost.
  package init(json: [UInt8]) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(json)).value }

  private func json(_ formatting: JSONEncoder.OutputFormatting) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = formatting
    // YAML has infinities, JSON has not; nothing that a project is made of can be one.
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    guard let data = try? encoder.encode(self) else { preconditionFailure("data without cycles always encodes") }
    return String(decoding: data, as: UTF8.self)
  }
}
