import Testing

@testable import Runtimes

/// What is said of a container's drop-ins, by the files in it.
@Suite struct EffectiveDropInsTests {
  private static let directory = "/etc/k0s/containerd.d"
  private static let table = "[plugins.\"io.containerd.grpc.v1.cri\"]\n"
  private static let downloads = "version = 2\n\(table)max_concurrent_downloads = 6\n"
  private static let managed = "# k0s_managed=true\nversion = 2\n"

  /// As grep prints them.
  private func effective(_ files: [String: String]) -> EffectiveDropIns {
    let lines = files.flatMap { path, text in
      text.split(separator: "\n", omittingEmptySubsequences: false).dropLast(text.hasSuffix("\n") ? 1 : 0)
        .map { "\(path):\($0)\n" }
    }
    return EffectiveDropIns(answer: lines.joined())
  }

  private func files(_ dropIns: [String: String], merged: String, main: String = managed) -> [String: String] {
    var files = ["/etc/k0s/containerd.toml": main, "/run/k0s/containerd-cri.toml": "version = 2\n" + merged]
    for (name, text) in dropIns { files["\(Self.directory)/\(name)"] = text }
    return files
  }

  @Test func `what k0s has merged is in effect, in the order of names, and what containerd imports`() {
    let imported = "version = 2\n[debug]\nlevel = \"debug\"\n"
    let other = "version = 2\n\(Self.table)max_concurrent_downloads = 9\nenable_cdi = true\n"
    let found = effective(
      files(
        ["b.toml": other, "a.toml": Self.downloads, "c.toml": imported, "certs.d/x.toml": "", "d.txt": "x\n"],
        merged: "\(Self.table)enable_cdi = true\nmax_concurrent_downloads = 9\nsandbox_image = \"pause\"\n"))
    #expect(found.names == ["a.toml", "b.toml", "c.toml"])
    let expected = ["a.toml": Self.downloads, "b.toml": other, "c.toml": imported]
    #expect(found.differences(from: paths(expected)) == [])
  }

  @Test func `lines may end as on Windows`() {
    let path = "\(Self.directory)/a.toml"
    let answer = "\(path):version = 2\r\n\(path):\r\n\(Self.directory)/b.toml:version = 2\n"
    let found = EffectiveDropIns(
      answer: answer + "/etc/k0s/containerd.toml:\(Self.managed.split(separator: "\n")[0])\n")
    #expect(found.names == ["a.toml", "b.toml"])
    #expect(found.differences(from: paths(["a.toml": "version = 2\r\n\r\n", "b.toml": "version = 2\n"])) == [])
  }

  @Test func `what k0s has not merged is not in effect, and its key is told`() {
    let found = effective(files(["a.toml": Self.downloads], merged: "\(Self.table)max_concurrent_downloads = 3\n"))
    #expect(found.names == [])
    #expect(
      found.differences(from: paths(["a.toml": Self.downloads])) == [
        "the drop-in a.toml is not in effect: /run/k0s/containerd-cri.toml has no such "
          + "io.containerd.grpc.v1.cri.max_concurrent_downloads"
      ])
  }

  @Test func `a file that is missing, another or too many is a difference, but for the operator's`() {
    let merged = "\(Self.table)max_concurrent_downloads = 6\n"
    let found = effective(files(["a.toml": Self.downloads, "nvidia.toml": "version = 2\n"], merged: merged))
    let spec = paths(["a.toml": Self.downloads.replacing("6", with: "3"), "b.toml": "x"])
    #expect(
      found.differences(from: spec, operators: "nvidia.toml") == [
        "/etc/k0s/containerd.d/a.toml is not as the spec has it",
        "/etc/k0s/containerd.d/b.toml of the spec is not in the container",
      ])
    #expect(
      found.differences(from: paths(["a.toml": Self.downloads])) == [
        "/etc/k0s/containerd.d/nvidia.toml is not of the spec"
      ])
  }

  @Test func `a configuration that k0s does not manage has no drop-ins, which is right where the spec has it`() {
    let own = "version = 2\n"
    let found = effective(files(["a.toml": Self.downloads], merged: "", main: own))
    #expect(found.names == [])
    #expect(
      found.differences(from: paths(["a.toml": Self.downloads])) == [
        "k0s does not manage /etc/k0s/containerd.toml, so that no drop-in is in effect"
      ])
    let whole = effective(["/etc/k0s/containerd.toml": own])
    #expect(whole.differences(from: ["/etc/k0s/containerd.toml": own]) == [])
  }

  @Test func `a last line without an end is no difference`() {
    let text = "version = 2"
    #expect(effective(files(["a.toml": text], merged: "")).differences(from: paths(["a.toml": text])) == [])
  }

  private func paths(_ files: [String: String]) -> [String: String] {
    Dictionary(uniqueKeysWithValues: files.map { ("\(Self.directory)/\($0)", $1) })
  }
}
