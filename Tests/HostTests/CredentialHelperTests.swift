import SystemPackage
import TestSupport
import Testing

@testable import Host

@Suite struct CredentialHelperTests {
  private let directory = TemporaryDirectory()

  private func answer(
    _ script: String, within limit: Duration = .seconds(120)
  ) async throws -> CredentialHelper.Answer {
    let descriptor = try FileDescriptor.open(
      FilePath("\(directory.path)/docker-credential-test"), .writeOnly, options: [.create, .truncate, .closeOnExec],
      permissions: [.ownerReadWriteExecute])
    try descriptor.closeAfter { _ = try descriptor.writeAll("#!/bin/sh\n\(script)\n".utf8) }
    return try await CredentialHelper.get(
      "r.example", from: "docker-credential-test", path: "\(directory.path):/usr/bin:/bin", within: limit)
  }

  @Test func `it is asked for the registry by its standard input, and its output is the answer`() async throws {
    let answer = try await answer("printf '%s %s' \"$1\" \"$(cat)\"")
    #expect(answer == .found(Array("get r.example".utf8)))
  }

  @Test func `that it knows no login is no failure, anything else is`() async throws {
    #expect(try await answer("cat >/dev/null; echo credentials not found in native keychain; exit 1") == .none)
    #expect(
      try await answer("cat >/dev/null; echo the keychain is locked; exit 1") == .failed("the keychain is locked"))
  }

  @Test func `one that waits for somebody is waited for so long, though what it has started lives on`() async throws {
    let answer = try await answer("sleep 1000; echo late", within: .milliseconds(100))
    #expect(answer == .failed("\(Deadline.Missed(limit: .milliseconds(100)))"))
  }

  @Test func `one that is not installed is missing`() async throws {
    let answer = try await CredentialHelper.get("r.example", from: "docker-credential-test", path: directory.path)
    #expect(answer == .missing)
  }
}
