import FoundationEssentials
import Glibc
import SystemPackage
import TestSupport
import Testing

/// What is committed of what fuzzers came upon, read again without one: what leads into all parts of a reader, and what
/// ended the process once.
@Suite(.serialized) struct CorpusTests {
  private static let corpus = FilePath(#filePath).removingLastComponent().removingLastComponent().appending("corpus")

  /// In a process of its own: what ends that one is told by the name of the input, and the other readers get theirs.
  @Test(arguments: targets.keys.sorted())
  func `a reader stands what is in its corpus`(target: String) async throws {
    let directory = TemporaryDirectory()
    let report = directory.path + "/report"
    let result = await #expect(processExitsWith: .success) { [target, report = report as String] in
      let report = try FileDescriptor.open(
        report, .writeOnly, options: [.create, .append], permissions: .ownerReadWrite)
      _ = try report.duplicate(as: .standardError)
      for input in try Self.names(in: Self.corpus.appending(target)) {
        try report.resize(to: 0)
        try report.writeAll("Fuzz/corpus/\(target)/\(input): ".utf8)
        // Ends a process whose reader does not come to its end; long, for a sanitizer is slow.
        alarm(300)
        targets[target]?.read(try Self.bytes(of: Self.corpus.appending(target).appending(input)))
      }
    }
    if result == nil { Issue.record("\(try String(contentsOfFile: report, encoding: .utf8))") }
  }

  @Test func `every reader has a corpus, and every corpus a reader`() throws {
    #expect(try Self.names(in: Self.corpus) == targets.keys.sorted())
    for target in targets.keys { #expect(try !Self.names(in: Self.corpus.appending(target)).isEmpty, "\(target)") }
  }

  private static func names(in directory: FilePath) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory.string).sorted()
  }

  private static func bytes(of file: FilePath) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(filePath: file.string)))
  }
}
