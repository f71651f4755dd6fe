/// Where a registry is asked: `https://mirror.example.com:5000`, perhaps with a path of a project's.
package struct RegistryAddress: Sendable, Equatable {
  package enum Scheme: String, Sendable {
    case http
    case https
  }

  package let scheme: Scheme
  /// The host, perhaps with a port.
  package let authority: String
  /// Empty, or with a slash at its beginning and none at its end; without the `/v2` of the registry's API.
  package let path: String

  package init(_ text: String) throws(InvalidValue) {
    var malformed: InvalidValue {
      InvalidValue(
        "\(Redaction.quote(text)) is not the address of a registry", hint: "write https://mirror.example.com:5000")
    }
    let halves = text.split(separator: "://", maxSplits: 1, omittingEmptySubsequences: false)
    guard halves.count == 2, let scheme = Scheme(rawValue: String(halves[0])) else { throw malformed }
    let authority = halves[1].prefix { $0 != "/" }
    let path = halves[1].dropFirst(authority.count)
    let parts = authority.split(separator: ":", omittingEmptySubsequences: false)
    let hostIsPlain = parts[0].unicodeScalars.allSatisfy { Self.isPlain($0) || "-.".unicodeScalars.contains($0) }
    guard let host = parts.first, !host.isEmpty, hostIsPlain, host.first != ".", host.first != "-", parts.count <= 2,
      parts.count == 1 || (1...65_535).contains(Int(parts[1]) ?? 0)
    else { throw malformed }
    guard path.unicodeScalars.allSatisfy({ Self.isPlain($0) || "-._~/".unicodeScalars.contains($0) }),
      !path.contains("//")
    else { throw malformed }
    let trimmed = path.hasSuffix("/") ? path.dropLast() : path
    guard !trimmed.hasPrefix("/v2/"), trimmed != "/v2" else {
      throw InvalidValue("'/v2' is part of every request to a registry", hint: "leave it out of the address")
    }
    (self.scheme, self.authority, self.path) = (scheme, String(authority), String(trimmed))
  }

  /// Upper case letters are not: registries' names have none.
  private static func isPlain(_ scalar: Unicode.Scalar) -> Bool {
    ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
  }
}

extension RegistryAddress: CustomStringConvertible {
  package var description: String { "\(scheme.rawValue)://\(authority)\(path)" }
}
