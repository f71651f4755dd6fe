import FoundationEssentials
import NodeSpec
import TestSupport
import Testing
import YAML

@testable import Runtimes

/// What `runtime.runtimes` and `runtime.nvidia` become.
@Suite struct AddedRuntimeTests {
  private static let gvisor = """
    runtimes: {runsc: {shim: /opt/gvisor/containerd-shim-runsc-v1, programs: [/opt/gvisor/runsc], config: runsc.toml}}
    """
  private static let others = """
    runtimes: {
      wasmtime: {type: io.containerd.wasmtime.v1, shim: /opt/runwasi/shim, runtimeClass: wasm},
      crun: {type: io.containerd.runc.v2, programs: [/opt/crun/crun], options: {NoNewKeyring: true}}}
    """

  @Test(arguments: [("gvisor", gvisor, "v1.34.1+k0s.0"), ("runtimes", others, "v1.36.1+k0s.0")])
  func `a drop-in tells containerd of them, as its version has it`(name: String, spec: String, k0s: String) throws {
    let (files, problems) = try makeFiles(
      "kind: containerd, \(spec)", ["runsc.toml": "[runsc_config]\nplatform = 'kvm'\n"], k0s: k0s)
    #expect(problems == [])
    #expect(files.first?.path == "/etc/k0s/containerd.d/nodectl-runtimes.toml")
    #expect(files.first?.content == (try fixture("runtimes/\(name).toml")))
  }

  @Test func `gVisor's own configuration is beside the drop-ins, not among them`() throws {
    let text = "[runsc_config]\nplatform = 'kvm'\n"
    let (files, _) = try makeFiles("kind: containerd, \(Self.gvisor)", ["runsc.toml": text])
    #expect(files.dropFirst() == [RuntimeFile(path: "/etc/k0s/runtimes/runsc.toml", content: text)])
    let (_, problems) = try makeFiles("kind: containerd, \(Self.gvisor)", ["runsc.toml": "platform\n"])
    #expect(problems.first?.hasPrefix("runsc.toml:1:9: error: this is not TOML") == true, "\(problems)")
  }

  @Test func `of gVisor everything has a default but that it is wanted`() throws {
    let runtime = try #require(
      try spec("kind: containerd, runtimes: {runsc: }", k0s: "v1.34.1+k0s.0", Diagnostics()).runtime.runtimes.first)
    #expect(runtime.type == .gvisor)
    #expect(runtime.runtimeClass == "gvisor")
    #expect(
      runtime.programs.map(\.path) == ["/usr/local/bin/containerd-shim-runsc-v1", "/usr/local/bin/runsc"])
  }

  @Test func `a program is where containerd looks for it, by the name that it looks for`() throws {
    let spec = try spec(
      """
      kind: containerd, runtimes: {
        wasmtime: {type: io.containerd.wasmtime.v1, shim: /opt/shim, programs: [/opt/helper]},
        other: {type: io.containerd.wasmtime.v1, shim: /opt/shim}}, nvidia: {driverRoot: /srv/nvidia}
      """, k0s: "v1.34.1+k0s.0", Diagnostics())
    #expect(
      HostMount.all(of: spec.runtime) == [
        HostMount(source: "/opt/shim", target: "/usr/local/bin/containerd-shim-wasmtime-v1", isDirectory: false),
        HostMount(source: "/opt/helper", target: "/usr/local/bin/helper", isDirectory: false),
        HostMount(source: "/srv/nvidia", target: "/run/nvidia/driver", isDirectory: true),
      ])
  }

  @Test func `pods can ask for each, by its class`() throws {
    let spec = try spec(
      "kind: containerd, \(Self.others), nvidia: {driverRoot: /srv/nvidia}", k0s: "v1.34.1+k0s.0", Diagnostics())
    #expect(
      RuntimeHandlers.all(of: spec, texts: [:]) == [
        RuntimeHandler("wasmtime", runtimeClass: "wasm"), RuntimeHandler("crun"), RuntimeHandler("nvidia"),
      ])
  }

  @Test(.enabled("no python3 with tomllib to compare with") { await Python.has("tomllib") })
  func `another's parser reads the options as they were meant`() async throws {
    let options = "ConfigPath: \"/a \\\"b\\\\c\\t\\x01é\", TypeUrl: 'true', ConfigBody: 7"
    let (files, problems) = try makeFiles(
      "kind: containerd, runtimes: {x: {type: io.containerd.x.v1, shim: /opt/x, options: {\(options)}}}", [:])
    #expect(problems == [])
    let program = """
      import json, sys, tomllib
      plugin = tomllib.loads(sys.stdin.read())["plugins"]["io.containerd.grpc.v1.cri"]
      print(json.dumps(plugin["containerd"]["runtimes"], sort_keys=True))
      """
    let text = try #require(files.first).content
    let line = try #require(try await Python.lines(of: program, input: text).first)
    let read = try #require(try Parser.parse(Source(name: "", text: String(line))).first)
    #expect(
      read.value["x"] == [
        "options": ["ConfigBody": 7, "ConfigPath": "/a \"b\\c\t\u{1}é", "TypeUrl": "true"],
        "runtime_type": "io.containerd.x.v1",
      ])
  }
}
