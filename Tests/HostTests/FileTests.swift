import FoundationEssentials
import Glibc
import SystemPackage
import Testing

@testable import Host

@Suite final class FileTests {
  private let directory: FilePath

  init() {
    directory = FilePath("/tmp/nodectl-test-\(UInt64.random(in: 0 ... .max))")
    mkdir(directory.string, 0o755)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: directory.string)
  }

  private func permissions(_ path: FilePath) -> mode_t {
    var status = stat()
    lstat(path.string, &status)
    return status.st_mode
  }

  @Test func `a secret is written for its owner only, and its directory too`() throws {
    let path = directory.appending("new/deeper/secret")
    try SecretFileWriter.write([1, 2, 3], to: path)
    #expect(try FileReader.read(path, limit: 100) == [1, 2, 3])
    #expect(permissions(path) & 0o777 == 0o600)
    #expect(permissions(path.removingLastComponent()) & 0o777 == 0o700)
  }

  @Test func `a link in a secret's place is replaced, and what it leads to left alone`() throws {
    let target = directory.appending("target")
    let link = directory.appending("secret")
    try SecretFileWriter.write([9], to: target)
    symlink(target.string, link.string)
    try SecretFileWriter.write([1], to: link)
    #expect(try FileReader.read(target, limit: 100) == [9])
    #expect(try FileReader.read(link, limit: 100) == [1])
  }

  @Test func `a file that must be new is for its owner only, and takes no other's place`() throws {
    let path = directory.appending("new")
    try SecretFileWriter.create([(path: path, bytes: [1])])
    #expect(permissions(path) & 0o777 == 0o600)
    let link = directory.appending("link")
    symlink("/no/such", link.string)
    for taken in [path, link] {
      #expect(throws: FileError(path: taken, errno: .fileExists)) {
        try SecretFileWriter.create([(path: directory.appending("other"), bytes: [2]), (path: taken, bytes: [2])])
      }
    }
    #expect(try FileReader.read(path, limit: 100) == [1])
    #expect(throws: FileError.self, "none of the files, if not all") {
      try FileReader.read(directory.appending("other"), limit: 100)
    }
  }

  @Test(.rootTest) func `a disk that is full leaves what was there, and nothing beside it`() throws {
    let disk = directory.appending("disk")
    mkdir(disk.string, 0o755)
    try #require(mount("none", disk.string, "tmpfs", 0, "size=64k") == 0)
    defer { umount2(disk.string, CInt(MNT_DETACH)) }
    let (path, new) = (disk.appending("secret"), disk.appending("new"))
    try SecretFileWriter.write([1], to: path)
    let large = [UInt8](repeating: 2, count: 200_000)
    #expect(throws: FileError(path: path, errno: .noSpace)) { try SecretFileWriter.write(large, to: path) }
    #expect(throws: FileError(path: new, errno: .noSpace)) { try SecretFileWriter.create([(path: new, bytes: large)]) }
    #expect(try FileReader.read(path, limit: 100) == [1])
    #expect(Directory.names(in: disk) == ["secret"])
  }

  @Test func `reading stops behind the limit`() throws {
    let path = directory.appending("large")
    try SecretFileWriter.write([UInt8](repeating: 1, count: 200_000), to: path)
    let read = try FileReader.read(path, limit: 1000)
    #expect(read.count > 1000)
    #expect(read.count < 100_000)
  }

  @Test func `what cannot be read says why`() {
    #expect(throws: FileError(path: "/no/such", errno: .noSuchFileOrDirectory)) {
      try FileReader.read("/no/such", limit: 1)
    }
    #expect(throws: FileError(path: "/tmp", errno: .isDirectory)) { try FileReader.read("/tmp", limit: 1) }
    #expect(FileError(path: "/tmp", errno: .isDirectory).description == "/tmp is a directory, not a file")
  }
}
