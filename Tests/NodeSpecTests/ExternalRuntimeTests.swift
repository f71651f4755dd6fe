import Testing
import YAML

@testable import NodeSpec

@Suite struct ExternalRuntimeTests {
  @Test func `cri-dockerd is asked where it listens, and systemd makes its cgroups, unless a spec says otherwise`()
    throws
  {
    let plain = try #require(try read(specText(k0s: "profile: p", more: "runtime: {kind: cri-dockerd}")).spec)
    #expect(plain.runtime.external?.socket.value.description == "remote:unix:///var/run/cri-dockerd.sock")
    #expect(plain.runtime.external?.cgroupDriver.value == .systemd)
    #expect(plain.template.value == .external)
    let runtime = "runtime: {kind: cri-dockerd, socket: 'remote:unix:///run/a.sock', cgroupDriver: cgroupfs}"
    let (spec, problems) = try read(specText(more: runtime))
    #expect(problems.isEmpty)
    #expect(spec?.runtime.external?.socket.value.path == "/run/a.sock")
    #expect(spec?.runtime.external?.cgroupDriver.value == .cgroupfs)
  }

  @Test func `two ways to write one socket are one place`() throws {
    #expect(try RuntimeSocket("remote:unix:///var/run/a.sock").place == "/run/a.sock")
    #expect(try RuntimeSocket("remote:unix:///run/a.sock").place == "/run/a.sock")
    #expect(try RuntimeSocket("remote:unix:///var/runner/a.sock").place == "/var/runner/a.sock")
  }

  @Test(arguments: [
    ("unix:///run/a.sock", "the type of the runtime is missing"),
    ("/run/a.sock", "the type of the runtime is missing"),
    ("docker:unix:///run/a.sock", "'docker' is not a type of runtime that k0s knows"),
    ("Remote:unix:///run/a.sock", "'Remote' is not a type of runtime that k0s knows"),
    ("remote:tcp://10.1.2.3:1", "'tcp://10.1.2.3:1' is not a unix socket"),
    ("remote:/run/a.sock", "'/run/a.sock' is not a unix socket"),
    ("remote:unix://run/a.sock", "'run/a.sock' is not the absolute path of a socket"),
    ("remote:unix:///run/../a.sock", "'/run/../a.sock' is not the absolute path of a socket"),
    ("remote:unix:///run/a:b", "'/run/a:b' is not the absolute path of a socket"),
    ("remote:unix:///run//a", "'/run//a' is not the absolute path of a socket"),
    ("remote:unix:///", "'/' is not the absolute path of a socket"),
  ])
  func `a socket is TYPE:URL, of the one type and scheme that there is`(text: String, message: String) throws {
    let (_, problems) = try read(
      specText(more: "runtime:\n  kind: external\n  cgroupDriver: cgroupfs\n  socket: \(text)"))
    #expect(problems.map(\.mark.line) == [11])
    #expect(problems.first?.message.hasPrefix(message) == true, "\(problems)")
    #expect(problems.first?.hint?.contains("remote:unix:///run/containerd/containerd.sock") == true)
  }

  @Test func `a profile of all nodes for one runtime's cgroups is warned of, and one of its own is not`() throws {
    let runtime = "runtime: {kind: external, socket: 'remote:unix:///run/a.sock'}"
    let (_, problems) = try read(specText(more: runtime))
    #expect(problems.map(\.severity) == [.warning])
    #expect(try read(specText(k0s: "profile: systemd-cri", more: runtime)).problems.isEmpty)
  }

  @Test func `the kubelet is tied to a cgroup of the host's that is the node's alone, by the driver's way to write it`()
    throws
  {
    let runtime = "{kind: external, socket: 'remote:unix:///run/a.sock', cgroupDriver: cgroupfs}"
    let plain = try #require(try read(specText(more: "runtime: \(runtime)")).spec?.hostCgroup)
    #expect(plain.path == "/nodectl-pods/edge-01")
    #expect(plain.kubeletFlags == ["--cgroup-root=/nodectl-pods/edge-01"])
    let slice = try #require(
      try read(specText(more: "runtime: \(runtime.replacing("cgroupfs", with: "systemd"))")).spec?.hostCgroup)
    #expect(slice.path == "/nodectl_pods.slice/nodectl_pods-edge_01.slice")
    #expect(slice.kubeletFlags == plain.kubeletFlags)
    #expect(try read(specText()).spec?.hostCgroup == nil)
    #expect(try read(specText(more: "metrics: host")).spec?.hostCgroup?.path == "/nodectl/edge-01")
  }
}
