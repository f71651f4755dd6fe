import FoundationEssentials

/// Answers that real engines gave.
enum Fixture: String, CaseIterable {
  case docker26 = "docker-26.1"
  case docker28 = "docker-28.5"
  case podman54 = "podman-5.4"
  case podman58 = "podman-5.8"

  var isPodman: Bool { rawValue.hasPrefix("podman") }

  func bytes(_ file: String) throws -> [UInt8] {
    let here = #filePath.split(separator: "/").dropLast(2).joined(separator: "/")
    return Array(try Data(contentsOf: URL(filePath: "/\(here)/Fixtures/engines/\(rawValue)/\(file)")))
  }

  func decode<Value: Decodable>(_ type: Value.Type, _ file: String) throws -> Value {
    try JSONDecoder().decode(type, from: Data(try bytes(file)))
  }
}
