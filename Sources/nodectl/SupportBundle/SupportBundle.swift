import Compose
import Engine
import Host
import NodeSpec
import YAML

/// What helpers need to know of nodes, as the files of an archive, every secret in them hidden.
struct SupportBundle: Sendable {
  /// What a file holds.
  enum Document: Sendable {
    /// Lines that a program has printed.
    case lines(String)
    /// A file that people wrote for nodectl: its keys tell what is secret.
    case spec(String)
    case json([UInt8])
  }

  /// The directory that all is in.
  static let directory = "support"

  /// The contents by their paths, in the order in which they were added.
  private(set) var files: [(path: String, text: String)] = []
  /// What could not be had, and why, a line each.
  private(set) var missing: [String] = []
  /// The secrets that are known.
  var concealment = Concealment()

  /// Adds a file; where it cannot be had within its time, that is a line of ``missing``.
  mutating func add(
    _ path: String, within limit: Duration = .seconds(30), _ read: @Sendable @escaping () async throws -> Document
  ) async {
    do {
      files.append((path, try concealed(try await Deadline.within(limit, read))))
    } catch {
      miss(path, because: Failure(error).message)
    }
  }

  /// Notes that something could not be had.
  mutating func miss(_ path: String, because reason: String) {
    missing.append("\(path): \(concealed(lines: reason.trimmed, byKeys: false).replacing("\n", with: "; "))")
  }

  /// A bundle without files, that hides the same.
  var emptied: SupportBundle {
    var bundle = SupportBundle()
    bundle.concealment = concealment
    return bundle
  }

  /// Takes what another bundle holds.
  mutating func merge(_ other: SupportBundle) {
    files += other.files
    missing += other.missing
  }

  private func concealed(_ document: Document) throws -> String {
    switch document {
    case .lines(let text): concealed(lines: text, byKeys: false)
    case .spec(let text): concealed(lines: text, byKeys: true)
    case .json(let bytes): try Value(json: bytes).mapTexts { concealed(lines: $0, byKeys: false) }.prettyJSON + "\n"
    }
  }

  private func concealed(lines text: String, byKeys: Bool) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let line = String(line)
      let known = concealment.conceal(line)
      // A fingerprint in a secret's place tells more than the stars that its key would put there.
      guard known == line, byKeys || Redaction.isAssignment(line) else { return Redaction.redactOutput(known) }
      return Redaction.redact(line)
    }.joined(separator: "\n")
  }
}
