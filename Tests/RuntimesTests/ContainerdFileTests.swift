import FoundationEssentials
import NodeSpec
import Testing
import YAML

@testable import Runtimes

/// What containerd or k0s would pass over without a word, or not start with, is said where it stands.
@Suite struct ContainerdFileTests {
  private static let cri = "plugins.'io.containerd.grpc.v1.cri'"

  @Test(arguments: [
    (
      "[plugins.'io.containerd.grpc.v1.cri']\nmax_downloads = 3\n",
      "3:1: warning: containerd 1.7 passes over 'max_downloads'"
    ),
    ("[grpc]\nadress = '/x'\n", "3:1: warning: containerd 1.7 passes over 'adress'"),
    ("[plugin]\n", "2:2: warning: containerd 1.7 passes over 'plugin'"),
    (
      "[plugins.'io.containerd.grpc.v1.cry']\n", "2:11: warning: containerd 1.7 passes over 'io.containerd.grpc.v1.cry'"
    ),
    (
      "[\(cri).containerd.runtimes.runc]\nruntimetype = 'x'\n", "3:1: warning: containerd 1.7 passes over 'runtimetype'"
    ),
    (
      "[\(cri).containerd.runtimes]\nx = {runtime_type = 'io.containerd.runc.v2', options = {Binary = '/x'}}\n",
      "3:57: warning: containerd passes over 'Binary', which is no option of io.containerd.runc.v2"
    ),
    ("[\(cri).containerd.runtimes.x]\nruntime_type = 'runsc'\n", "3:1: error: 'runsc' is not the type of a runtime"),
    (
      "[\(cri).containerd.runtimes.x]\nruntime_type = 'io.containerd.runsc.v1'\n",
      "3:1: warning: k0s has no containerd-shim-runsc-v1"
    ),
    ("[\(cri).containerd.runtimes.x]\nsnapshotter = 'native'\n", "2:58: error: the runtime 'x' has no 'runtime_type'"),
    (
      "[\(cri).containerd.runtimes.runc.options]\nSystemdCgroup = true\n[\(cri).containerd.runtimes.runc]\n"
        + "runtime_type = 'io.containerd.runc.v2'\n", "3:1: error: there is no systemd in the container of k0s"
    ),
    ("[\(cri).containerd]\ndefault_runtime_name = 'crun'\n", "3:1: error: there is no runtime 'crun'"),
    (
      "disabled_plugins = ['io.containerd.grpc.v1.cri']\n", "2:1: error: without the plugin 'io.containerd.grpc.v1.cri'"
    ),
    ("root = '/srv/containerd'\n", "2:1: error: k0s starts containerd with /var/lib/k0s/containerd here"),
  ])
  func `a drop-in of version 2`(text: String, problem: String) throws {
    let (_, problems) = try makeFiles("kind: containerd, dropIns: [a.toml]", ["a.toml": "version = 2\n\(text)"])
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.hasPrefix("a.toml:\(problem)") == true, "\(problems)")
  }

  @Test func `what containerd 2 has kept under the old name is taken, and no more`() throws {
    let table = "version = 3\n[plugins.'io.containerd.grpc.v1.cri']\n"
    func problems(_ text: String) throws -> [String] {
      try makeFiles("kind: containerd, dropIns: [a.toml]", ["a.toml": table + text], k0s: "v1.36.1+k0s.0").problems
    }
    #expect(try problems("stream_idle_timeout = '4h'\n") == [])
    #expect(try problems("sandbox_image = 'x'\n").first?.hasPrefix("a.toml:2:11: error: containerd 2 has no") == true)
  }

  @Test(arguments: [
    ("runtimes: {x: {type: io.containerd.runc.v2}}", "this would go over what 'runtime.runtimes' says of 'x'"),
    ("nvidia: {driverRoot: /srv/nvidia}", "the GPU operator makes the runtime 'nvidia' itself"),
  ])
  func `a runtime is said in one place`(more: String, problem: String) throws {
    let name = more.hasPrefix("nvidia") ? "nvidia" : "x"
    let text = "version = 2\n[\(Self.cri).containerd.runtimes.\(name)]\nruntime_type = 'io.containerd.runc.v2'\n"
    let (_, problems) = try makeFiles("kind: containerd, dropIns: [a.toml], \(more)", ["a.toml": text])
    #expect(problems.count == 1, "\(problems)")
    #expect(problems.first?.contains(problem) == true, "\(problems)")
  }

  @Test func `a default may be a runtime of the spec or of another drop-in, and not the operator's`() throws {
    func problems(_ name: String) throws -> [String] {
      let files = [
        "a.toml": "version = 2\n[\(Self.cri).containerd]\ndefault_runtime_name = '\(name)'\n",
        "b.toml": "version = 2\n[\(Self.cri).containerd.runtimes.b]\nruntime_type = 'io.containerd.runc.v2'\n",
      ]
      let spec = "runtimes: {runsc: }, nvidia: {driverRoot: /srv/nvidia}"
      return try makeFiles("kind: containerd, dropIns: [a.toml, b.toml], \(spec)", files).problems
    }
    for name in ["runc", "runsc", "b"] { #expect(try problems(name) == []) }
    #expect(try problems("nvidia").count == 1)
  }

  /// The oracle: what `containerd config default` prints.
  @Test(arguments: [("1.7", "v1.34.1+k0s.0"), ("2.1", "v1.36.1+k0s.0")])
  func `every key of containerd's own configuration is known`(release: String, k0s: String) throws {
    // The places are k0s's, and three settings of streams go by a name that is reported as the other version's.
    let text = try fixture("containerd/default-\(release).toml")
      .replacing(/(?m)^(root|state|  address) = .*$/) { _ in "" }.replacing("/run/containerd/containerd.sock", with: "")
    let (_, problems) = try makeFiles("kind: containerd, config: all.toml", ["all.toml": text], k0s: k0s)
    #expect(problems == [])
  }
}
