import Engine
import Planning

extension SupportBundle {
  /// The bundle as a tar archive of files that only their owner can read.
  func archive() throws(TarError) -> [UInt8] {
    var archive = TarArchive()
    let notes = [
      (path: "README", text: Self.introduction), (path: "MISSING", text: missing.map { "\($0)\n" }.joined()),
    ]
    for file in notes + files {
      try archive.addFile("\(Self.directory)/\(file.path)", mode: 0o600, Array(file.text.utf8))
    }
    return archive.bytes
  }

  /// A name as it can be part of a path in the archive.
  static func fileName(_ name: String) -> String {
    let safe = name.prefix(80).map { $0.isASCII && ($0.isLetter || $0.isNumber || "-_.".contains($0)) ? $0 : "_" }
    return safe.first == "." ? "_\(String(safe))" : String(safe)
  }

  private static let introduction = """
    Made by nodectl \(NodectlVersion.current): how a node is, for those who help (docs/support-bundle.md).
    MISSING says what could not be had. Twelve hex digits in angle brackets stand for a secret that nodectl knows, the
    same for the same secret of the node; *** for what may be one.

    """
}
