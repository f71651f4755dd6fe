/// A version in dotted numbers: `1.45` of an API, `5.4.2` or `26.1.5+dfsg1` of a product.
package struct Version: Hashable, Sendable {
  package let major: Int
  package let minor: Int
  package let patch: Int

  package init(_ major: Int, _ minor: Int, _ patch: Int = 0) {
    self.major = major
    self.minor = minor
    self.patch = patch
  }

  /// Reads one to three numbers; what follows them (`-dev`, `+dfsg1`) is passed over.
  package init?(_ text: String) {
    let numbers = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let parts = numbers.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) }
    guard (1...3).contains(parts.count), let major = parts[0] else { return nil }
    self.major = major
    minor = parts.count > 1 ? parts[1] ?? 0 : 0
    patch = parts.count > 2 ? parts[2] ?? 0 : 0
  }
}

extension Version: Comparable {
  package static func < (a: Version, b: Version) -> Bool {
    (a.major, a.minor, a.patch) < (b.major, b.minor, b.patch)
  }
}

extension Version {
  /// As request paths and the environment write an API's version: `1.45`.
  package var short: String { "\(major).\(minor)" }
}

extension Version: CustomStringConvertible {
  package var description: String { "\(major).\(minor).\(patch)" }
}
