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

    guard !parts.isEmpty, parts.allSatisfy({ $0.wholeMatch(of: /[a-z0-9]+([._-]+[a-z0-9]+)*/) != nil }) else {
      throw ImageReferenceError(text: text, reason: "a repository is of lower-case letters, digits and . _ - between")
    }
    if let tag, tag.wholeMatch(of: /[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}/) == nil {
      throw ImageReferenceError(text: text, reason: "a tag is of letters, digits and . _ -, at most 128")
    }
    if let digest, digest.wholeMatch(of: /sha256:[0-9a-f]{64}|sha512:[0-9a-f]{128}/) == nil {
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
