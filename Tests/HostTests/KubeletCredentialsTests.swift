import FoundationEssentials
import Glibc
import SystemPackage
import TestSupport
import Testing

@testable import Host

/// A kubelet's credentials, in a data directory of the test's own.
@Suite final class KubeletCredentialsTests {
  private let directory = TemporaryDirectory()
  private var data: String { directory.path + "/data" }
  private static let all = ["kubelet.conf", "kubelet-bootstrap.conf", "pki/ca.crt", "kubelet/pki/kubelet.key"]
  private static let others = ["kubelet/pods/1/volume", "bin/kubelet", "pki/other.crt"]

  init() throws { for path in Self.all + Self.others { try write("data/" + path) } }

  private func write(_ path: String) throws {
    let url = URL(fileURLWithPath: "\(directory.path)/\(path)")
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data().write(to: url)
  }

  private func left() -> [String] {
    (Self.all + Self.others).filter { FileManager.default.fileExists(atPath: "\(data)/\($0)") }
  }

  @Test func `they go, and all else stays`() {
    let credentials = KubeletCredentials(below: data)
    #expect(credentials.areThere)
    #expect(credentials.remove() == [])
    #expect(left() == Self.others)
    #expect(!credentials.areThere)
    #expect(credentials.remove() == [], "what is not there is removed")
  }

  @Test func `where there is no directory there are none`() {
    let credentials = KubeletCredentials(below: directory.path + "/none")
    #expect(!credentials.areThere)
    #expect(credentials.remove() == [])
  }

  @Test(arguments: ["kubelet", "pki"])
  func `no link is followed, and then what tells of the join stays`(name: String) throws {
    try write("outside/pki/ca.crt")
    try write("outside/ca.crt")
    try FileManager.default.removeItem(atPath: "\(data)/\(name)")
    symlink("\(directory.path)/outside", "\(data)/\(name)")
    let credentials = KubeletCredentials(below: data)
    #expect(credentials.remove().first?.hasPrefix("\(data)/\(name) is not entered: ") == true)
    #expect(credentials.areThere)
    for file in ["pki/ca.crt", "ca.crt"] {
      #expect(FileManager.default.fileExists(atPath: "\(directory.path)/outside/\(file)"))
    }
  }

  @Test func `a link in the place of one goes, and what it leads to stays`() throws {
    try write("outside/file")
    try FileManager.default.removeItem(atPath: "\(data)/kubelet.conf")
    symlink("\(directory.path)/outside/file", "\(data)/kubelet.conf")
    #expect(KubeletCredentials(below: data).remove() == [])
    #expect(!KubeletCredentials(below: data).areThere)
    #expect(FileManager.default.fileExists(atPath: "\(directory.path)/outside/file"))
  }

  @Test(.rootTest, arguments: ["kubelet", "kubelet/pki", "pki/ca.crt"])
  func `nothing is removed from a mount`(path: String) throws {
    let isFile = path.hasSuffix(".crt")
    try write("volume/pki/file")
    let source = "\(directory.path)/volume" + (isFile ? "/pki/file" : "")
    try #require(mount(source, "\(data)/\(path)", nil, UInt(MS_BIND), nil) == 0)
    defer { umount2("\(data)/\(path)", 0) }
    let credentials = KubeletCredentials(below: data)
    #expect(credentials.remove().count == 1)
    #expect(credentials.areThere)
    #expect(FileManager.default.fileExists(atPath: "\(directory.path)/volume/pki/file"))
  }
}
