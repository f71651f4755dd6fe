/// A full image reference: registry, repository, and a tag or digest.
///
/// Short ones are completed as Docker does: `busybox` is `docker.io/library/busybox:latest`. Engines are always given
/// the whole, because they differ in what they make of a part.
package struct ImageReference: Hashable, Sendable {
  /// `docker.io`, or a host with its port.
  package let registry: String
  package let repository: String
  package let tag: String?
  /// `sha256:…`; it wins over the tag.
  package let digest: String?

  package init(_ text: String) throws(ImageReferenceError) {
    var rest = text[...]
    digest = Self.cut(&rest, after: rest.firstIndex(of: "@"))
    let lastSlash = rest.lastIndex(of: "/") ?? rest.startIndex
    var tag = Self.cut(&rest, after: rest[lastSlash...].lastIndex(of: ":"))

    var parts = rest.split(separator: "/", omittingEmptySubsequences: false)
    if parts.count > 1, let first = parts.first, first == "localhost" || first.contains(where: { ".:".contains($0) }) {
      registry = first == "index.docker.io" ? "docker.io" : String(first)
      parts.removeFirst()
    } else {
      registry = "docker.io"
    }
    if registry == "docker.io" && parts.count == 1 { parts.insert("library", at: 0) }
    if tag == nil && digest == nil { tag = "latest" }

    guard !parts.isEmpty, parts.allSatisfy(Self.isComponent) else {
      throw ImageReferenceError(text: text, reason: "a repository is of lower-case letters, digits and . _ - between")
    }
    if let tag, !Self.isTag(tag) {
      throw ImageReferenceError(text: text, reason: "a tag is of letters, digits and . _ -, at most 128")
    }
    if let digest, !Self.isDigest(digest) {
      throw ImageReferenceError(text: text, reason: "a digest is sha256: and 64 hexadecimal digits")
    }
    repository = parts.joined(separator: "/")
    self.tag = tag
  }

  /// Takes what follows the index off the text, the character there too.
  private static func cut(_ text: inout Substring, after index: Substring.Index?) -> String? {
    guard let index else { return nil }
    defer { text = text[..<index] }
    return String(text[text.index(after: index)...])
  }
}

// The syntax. Not by regular expressions: those are compiled anew each time, and a stack is read several times for a node.
extension ImageReference {
  private static let lowerCase = UInt8(ascii: "a")...UInt8(ascii: "z")
  private static let upperCase = UInt8(ascii: "A")...UInt8(ascii: "Z")
  private static let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
  private static let hexDigits = UInt8(ascii: "a")...UInt8(ascii: "f")

  /// Lower-case letters and digits, with dots, underscores and hyphens between.
  private static func isComponent(_ text: Substring) -> Bool {
    func isWord(_ byte: UInt8?) -> Bool { byte.map { lowerCase.contains($0) || digits.contains($0) } ?? false }
    return isWord(text.utf8.first) && isWord(text.utf8.last)
      && text.utf8.allSatisfy { isWord($0) || "._-".utf8.contains($0) }
  }

  private static func isTag(_ text: String) -> Bool {
    guard let first = text.utf8.first, text.utf8.count <= 128, !".-".utf8.contains(first) else { return false }
    return text.utf8.allSatisfy {
      lowerCase.contains($0) || upperCase.contains($0) || digits.contains($0) || "_.-".utf8.contains($0)
    }
  }

  private static func isDigest(_ text: String) -> Bool {
    let count = text.hasPrefix("sha256:") ? 64 : text.hasPrefix("sha512:") ? 128 : 0
    let hex = text.utf8.dropFirst("sha256:".utf8.count)
    return count > 0 && hex.count == count && hex.allSatisfy { digits.contains($0) || hexDigits.contains($0) }
  }
}

extension ImageReference: CustomStringConvertible {
  /// Whether it names what was published last: no digest, and no tag of a version.
  package var isMoving: Bool { digest == nil && (tag == "latest" || tag?.hasPrefix("latest-") == true) }

  /// The same image by digest alone, which no engine takes for anything else: not all take a tag beside it.
  package func pinned(to digest: String) throws(ImageReferenceError) -> ImageReference {
    try ImageReference("\(name)@\(digest)")
  }

  package var name: String { "\(registry)/\(repository)" }

  package var description: String {
    name + (tag.map { ":\($0)" } ?? "") + (digest.map { "@\($0)" } ?? "")
  }
}
