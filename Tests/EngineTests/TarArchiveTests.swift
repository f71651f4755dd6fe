import TestSupport
import Testing

@testable import Engine

@Suite struct TarArchiveTests {
  @Test func `what was added is read back, and nothing else`() throws {
    var archive = TarArchive()
    try archive.addFile("etc/nodectl/join-token", mode: 0o600, Array("token".utf8))
    try archive.addDirectory("var/empty", mode: 0o755)
    try archive.addFile("block", mode: 0o644, Array(repeating: 7, count: 512))
    try archive.addFile("nothing", mode: 0o400, [])
    let entries = try #require(TarReader.entries(of: archive.bytes))
    #expect(entries.map(\.path) == ["etc/nodectl/join-token", "var/empty/", "block", "nothing"])
    #expect(entries.map(\.mode) == [0o600, 0o755, 0o644, 0o400])
    #expect(entries.map(\.isDirectory) == [false, true, false, false])
    #expect(entries.map(\.content.count) == [5, 0, 512, 0])
  }

  @Test func `a file belongs to root, or to whom it is given`() throws {
    var archive = TarArchive()
    try archive.addFile("root", mode: 0o600, [])
    try archive.addFile("given", mode: 0o600, [], owner: 2_097_151, group: 5)
    #expect(try #require(TarReader.entries(of: archive.bytes)).map(\.owner) == [0, 2_097_151])
    #expect(try #require(TarReader.entries(of: archive.bytes)).map(\.group) == [0, 5])
    #expect(throws: TarError.badOwner("x")) { try archive.addFile("x", mode: 0o600, [], owner: 2_097_152) }
    #expect(throws: TarError.badOwner("x")) { try archive.addFile("x", mode: 0o600, [], group: -1) }
  }

  @Test func `a long path is split at a slash`() throws {
    let path = String(repeating: "d/", count: 70) + String(repeating: "f", count: 100)
    var archive = TarArchive()
    try archive.addFile(path, mode: 0o600, [1])
    #expect(try #require(TarReader.entries(of: archive.bytes)).map(\.path) == [path])
  }

  @Test(arguments: [
    ("", TarError.badPath("")), ("/etc/x", .badPath("/etc/x")), ("a\0b", .badPath("a\0b")),
    (String(repeating: "x", count: 101), .pathTooLong(String(repeating: "x", count: 101))),
  ])
  func `a path that the format cannot hold is refused`(path: String, error: TarError) {
    var archive = TarArchive()
    #expect(throws: error) { try archive.addFile(path, mode: 0o600, []) }
    #expect(archive.bytes.count == 1024)
  }
}
