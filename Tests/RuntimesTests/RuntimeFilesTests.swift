import Testing

@testable import Runtimes

@Suite struct RuntimeFilesTests {
  @Test func `a drop-in keeps its name, in the folder that k0s reads`() throws {
    let text = "version = 2\n[plugins.'io.containerd.grpc.v1.cri'.registry]\nconfig_path = '/x'\n"
    let (files, problems) = try makeFiles("kind: containerd, dropIns: [conf/a.toml]", ["conf/a.toml": text])
    #expect(problems == [])
    #expect(files == [RuntimeFile(path: "/etc/k0s/containerd.d/a.toml", content: text)])
  }

  @Test(arguments: [
    ("version = \n", "a.toml:1:11: error: this is not TOML"),
    ("[plugins]\n", "a.toml:1:1: error: the version of this configuration is missing"),
    ("version = 3\n", "a.toml:1:1: error: containerd 1.7 reads version 2 of its configuration, and this is another"),
    (
      "version = 2\n[plugins.'io.containerd.cri.v1.images'.registry]\nconfig_path = ''\n",
      "a.toml:2:11: error: containerd 1.7 has no plugin 'io.containerd.cri.v1.images'"
    ),
    (
      "version = 2\n[plugins.'io.containerd.grpc.v1.cri'.registry]\nconfig_path = '/x'\nmirrors = {a = {}}\n",
      "a.toml:4:1: error: beside 'config_path', containerd passes over 'registry.mirrors'"
    ),
  ])
  func `what k0s would refuse, or containerd pass over, is an error where it stands`(
    text: String, problem: String
  ) throws {
    let (_, problems) = try makeFiles("kind: containerd, dropIns: [a.toml]", ["a.toml": text])
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix(problem) == true, "\(problems)")
  }

  @Test func `from k0s 1.36 on, containerd is 2 and has other names`() throws {
    let new =
      "version = 3\n[plugins.'io.containerd.cri.v1.runtime'.containerd.runtimes.x]\nruntime_type = 'io.containerd.runc.v2'\n"
    let old = "version = 2\n[plugins.'io.containerd.grpc.v1.cri'.registry]\n"
    #expect(try makeFiles("kind: containerd, dropIns: [a.toml]", ["a.toml": new], k0s: "v1.36.1+k0s.0").problems == [])
    #expect(
      try makeFiles("kind: containerd, dropIns: [a.toml]", ["a.toml": old], k0s: "v1.36.1+k0s.0").problems.count == 2)
    #expect(
      try makeFiles("kind: containerd, dropIns: [a.toml]", ["a.toml": new], k0s: "v1.35.7+k0s.0").problems.count == 2)
  }

  @Test func `a whole configuration is k0s's no more, and must leave containerd where k0s looks for it`() throws {
    let text = "# k0s_managed=true\nversion = 2\nroot = '/srv/containerd'\nstate = '/run/k0s/containerd'\n"
    let (files, problems) = try makeFiles("kind: containerd, config: containerd.toml", ["containerd.toml": text])
    #expect(files.map(\.path) == ["/etc/k0s/containerd.toml"])
    #expect(problems.map { String($0.prefix { $0 != " " }) } == ["containerd.toml:1:1:", "containerd.toml:3:1:"])
  }

  @Test func `pods can ask for every runtime but the one that they get anyway`() throws {
    #expect(try handlers("kind: crio-krun", [:]) == ["krun"])
    #expect(try handlers("defaultRuntime: krun", [:]) == ["crun"])
    let crio = "[crio.runtime.runtimes.kata]\nruntime_path = '/usr/bin/kata'\n"
    #expect(try handlers("dropIns: [a.conf]", ["a.conf": crio]) == ["krun", "kata"])
    #expect(try handlers("kind: containerd", [:]) == [])
    let runsc = "version = 2\n[plugins.'io.containerd.grpc.v1.cri'.containerd.runtimes.runsc]\nruntime_type = 'x'\n"
    #expect(try handlers("kind: containerd, dropIns: [a.toml]", ["a.toml": runsc]) == ["runsc"])
  }

  @Test func `CRI-O's drop-ins may not take the stack apart`() throws {
    let good = "[crio.image]\npause_image = 'registry.example.com/pause:3.10'\n"
    let (files, problems) = try makeFiles("dropIns: [10-pause.conf]", ["10-pause.conf": good])
    #expect(problems == [])
    #expect(files == [RuntimeFile(path: "/etc/crio/crio.conf.d/10-pause.conf", content: good)])
    let bad = "[crio.runtime]\ncgroup_manager = 'systemd'\n[crio.api]\nlisten = '/run/other.sock'\n[image]\n"
    #expect(
      try makeFiles("dropIns: [a.conf]", ["a.conf": bad]).problems.map { String($0.prefix { $0 != " " }) } == [
        "a.conf:2:1:", "a.conf:4:1:", "a.conf:5:2:",
      ])
  }
}
