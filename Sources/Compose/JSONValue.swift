import YAML

/// How JSON of any form is decoded.
struct JSONValue: Decodable {
  let value: Value

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    value =
      if container.decodeNil() {
        .null
      } else if let truth = try? container.decode(Bool.self) {
        .boolean(truth)
      } else if let number = try? container.decode(Int.self) {
        .integer(number)
      } else if let number = try? container.decode(Double.self) {
        .float(number)
      } else if let text = try? container.decode(String.self) {
        .string(text)
      } else if let items = try? container.decode([JSONValue].self) {
        .sequence(items.map(\.value))
      } else {
        .mapping(try container.decode([String: JSONValue].self).map { Value.Entry($0.key, $0.value.value) })
      }
  }
}
