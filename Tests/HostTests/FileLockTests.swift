import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Host

@Suite struct FileLockTests {
  private let directory = TemporaryDirectory()
  private var path: FilePath { FilePath(directory.path).appending("locks/edge.lock") }

  @Test func `a lock is taken once, and tells who has it`() throws {
    let lock = try #require(try FileLock.take(path, holder: "nodectl up (pid 1)"))
    #expect(try FileLock.take(path, holder: "another") == nil)
    #expect(FileLock.holder(of: path) == "nodectl up (pid 1)")
    lock.release()
    #expect(try FileLock.take(path, holder: "another") != nil)
  }

  @Test func `nothing is left of a lock that was given back`() throws {
    try FileLock.take(path, holder: "nodectl up (pid 1)")?.release()
    #expect(access(path.string, F_OK) != 0)
  }

  @Test func `a lock whose holder was killed is free, whatever the file says`() throws {
    let descriptor = try open()
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    #expect(try FileLock.take(path, holder: "next") == nil)
    close(descriptor)  // as the kernel does for who was killed
    #expect(try FileLock.take(path, holder: "next") != nil)
    #expect(FileLock.holder(of: path) == "next")
  }

  @Test func `a file that its last holder has removed is not locked in its place`() throws {
    let stale = try open()
    unlink(path.string)
    let lock = try #require(try FileLock.take(path, holder: "new"))
    #expect(flock(stale, LOCK_EX | LOCK_NB) == 0, "it is a lock of nothing that has a name")
    #expect(try FileLock.take(path, holder: "third") == nil)
    lock.release()
    close(stale)
  }

  @Test func `a place that cannot be made is an error that names it`() {
    #expect(throws: FileError(path: "/proc/nowhere", errno: .noSuchFileOrDirectory)) {
      try FileLock.take("/proc/nowhere/edge.lock", holder: "me")
    }
  }

  private func open() throws -> Int32 {
    mkdir(path.removingLastComponent().string, 0o700)
    let descriptor = Glibc.open(path.string, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    try #require(descriptor >= 0)
    return descriptor
  }
}
