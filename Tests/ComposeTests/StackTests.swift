import NodeSpec
import Testing
import YAML
import ZeroTier

@testable import Compose

/// The stack of the smallest spec, with a line below its `k0s:` and lines at its end.
func stack(
  _ more: String = "", k0s: String = "", userFiles: [String] = [], runtimeFiles: [String: String] = [:]
) throws -> Stack {
  let text = """
    name: edge
    zerotier: {network: 8056c2e21c000001, identity: {file: identity.secret}}
    k0s:
      version: v1.34.1+k0s.0
      joinToken: {file: join-token}
      \(k0s)
    \(more)
    """
  let diagnostics = Diagnostics()
  let document = try #require(try Parser.parse(Source(name: "node.yaml", text: text)).first)
  let files = userFiles.map { Source(name: "override.yaml", text: $0) }
  let texts = Dictionary(uniqueKeysWithValues: runtimeFiles.map { ($0, Source(name: $0, text: $1)) })
  let spec = try #require(NodeSpec.read(document, diagnostics))
  let stack = try #require(Stack(spec, userFiles: files, runtimeFiles: texts, diagnostics))
  #expect(diagnostics.problems == [])
  return stack
}

private func project(
  _ stack: Stack, nodeIP: String? = nil, capacity: HostCapacity? = nil, keepingEscapes: Bool = false
) throws -> Project {
  let diagnostics = Diagnostics()
  var inputs = Stack.Inputs(nodeIP: try nodeIP.map(IPv4Address.init), hostPort: 9994)
  inputs.capacity = capacity
  let project = stack.project(inputs, keepingEscapes: keepingEscapes, diagnostics)
  #expect(diagnostics.problems == [])
  return project
}

@Suite struct StackTests {
  @Test func `the spec fills the template`() throws {
    let k0s =
      "profile: big\n  labels: {a: b, c: d}\n  taints: ['x=y:NoExecute']\n  kubeletExtraArgs: {max-pods: 200, v: 4}"
    let command = try project(try stack(k0s: k0s), nodeIP: "10.1.2.3").service("k0s")?.command
    #expect(
      command == [
        "k0s", "worker", "--token-file=/etc/nodectl/join-token", "--cri-socket=remote:unix:///run/crio/crio.sock",
        "--profile=big", "--labels=a=b,c=d", "--taints=x=y:NoExecute",
        "--kubelet-extra-args=--node-ip=10.1.2.3 --hostname-override=edge --kubelet-cgroups= --max-pods=200 --v=4",
      ])
  }

  @Test func `a literal address is part of ZeroTier's health, an assigned one is any`() throws {
    let literal = try project(try stack(k0s: "nodeIP: 10.1.2.3")).service("zerotier")?.healthcheck?.test
    let assigned = try project(try stack()).service("zerotier")?.healthcheck?.test
    #expect(literal?.last?.hasSuffix("| grep -qxF \"10.1.2.3\"") == true)
    #expect(assigned?.last?.hasSuffix("| grep .") == true)
  }

  @Test func `dollars are doubled for a file, and single for an engine`() throws {
    let stack = try stack()
    #expect(
      try project(stack, keepingEscapes: true).service("zerotier")?.healthcheck?.test?.last?.contains("$$(") == true)
    #expect(try project(stack).service("zerotier")?.healthcheck?.test?.last?.contains("\"$(zerotier-cli") == true)
  }

  @Test func `no secret is in the project of the default template`() throws {
    let rendered = Emitter.text(try project(try stack(), nodeIP: "10.1.2.3").rendered)
    #expect(!rendered.contains("ZT_ID_SEC"))
    #expect(!rendered.contains("K0S_JOIN_TOKEN"))
  }

  @Test func `every service keeps its logs within bounds`() throws {
    #expect(try project(try stack()).services.allSatisfy { $0.logging?.options["max-size"] != nil })
  }

  @Test func `CRI-O has its own cgroup namespace whatever the engine's default is`() throws {
    #expect(try project(try stack()).service("crio-krun")?.cgroup == .private)
  }

  @Test func `host metrics: only the kubelet's service sees the host, tied to cgroups of the node's own`() throws {
    let project = try project(try stack("metrics: host", k0s: "kubeletExtraArgs: {v: 4}"), nodeIP: "10.1.2.3")
    let k0s = try #require(project.service("k0s"))
    #expect(k0s.cgroup == .host)
    #expect(k0s.pid == .host)
    #expect(k0s.environment.map(\.key) == ["K0S_ENTRYPOINT_ENABLE_CGROUPV2_NESTING"])
    #expect(k0s.environment.map(\.value) == ["0"])
    let flags = " --kubelet-cgroups= --cgroup-root=/nodectl/edge --kubelet-cgroups=/nodectl/edge/kubelet --v=4"
    #expect(k0s.command?.last?.hasSuffix(flags) == true, "\(k0s.command ?? [])")
    for other in project.services where other.name != "k0s" {
      #expect(other.pid == nil)
      #expect(other.cgroup != .host)
    }
  }

  @Test func `limits are those of CRI-O's service, and the kubelet keeps the rest of the host from the pods`() throws {
    let stack = try stack("resources: {cpus: 1.5, memory: 4GiB, pids: 20000}")
    let capacity = HostCapacity(cpus: 4, memory: 16 << 30)
    let project = try project(stack, nodeIP: "10.1.2.3", capacity: capacity)
    let crio = try #require(project.service("crio-krun"))
    #expect(crio.cpus == 1.5)
    #expect(crio.memoryLimit == 4 << 30)
    #expect(crio.pidsLimit == 20000)
    let argument = project.service("k0s")?.command?.last
    #expect(argument?.contains(" --system-reserved=cpu=2500m,memory=12288Mi ") == true, "\(argument ?? "")")
    #expect(project.service("k0s")?.cpus == nil)
  }

  @Test func `a file for people leaves open what only the host tells`() throws {
    let argument = try project(try stack("resources: {cpus: 1}"), nodeIP: "10.1.2.3", keepingEscapes: true)
      .service("k0s")?.command?.last
    #expect(argument?.contains(" --system-reserved=${K0S_SYSTEM_RESERVED:?what the host has beyond") == true)
  }

  @Test func `overrides go over the template and each other, in order, with variables of the user's own`() throws {
    let diagnostics = Diagnostics()
    let first = "services: {crio-krun: {environment: {HTTPS_PROXY: '${SITE_PROXY}', A: b}, stop_grace_period: 5s}}"
    let second = "services: {crio-krun: {environment: {A: c}, stop_grace_period: !reset null}}"
    var inputs = Stack.Inputs(nodeIP: try IPv4Address("10.1.2.3"), hostPort: 9994)
    inputs.environment = Variables(texts: ["SITE_PROXY": "http://proxy", "K0S_NODE_NAME": "another"])
    let stack = try stack("override: [first.yaml, second.yaml]", userFiles: [first, second])
    let project = stack.project(inputs, diagnostics)
    #expect(diagnostics.problems == [])
    let runtime = try #require(project.service("crio-krun"))
    #expect(runtime.environment == ["HTTPS_PROXY": "http://proxy", "A": "c"])
    #expect(runtime.stopGracePeriod == nil)
    #expect(runtime.privileged == true, "what no override names stays as the template has it")
    #expect(project.service("zerotier")?.hostname == "edge", "the spec wins over the environment")
  }

  @Test func `an override of several documents is as many overrides`() throws {
    let diagnostics = Diagnostics()
    let file = "services: {k0s: {mem_limit: 1g, cpus: 1}}\n---\nservices: {k0s: {mem_limit: 2g}}\n"
    let stack = try stack("override: override.yaml", userFiles: [file])
    let worker = stack.project(Stack.Inputs(hostPort: 9994), diagnostics).service("k0s")
    #expect(diagnostics.problems == [])
    #expect(worker?.memoryLimit == 2 << 30)
    #expect(worker?.cpus == 1)
  }

  @Test func `what an override may not say is an error where it stands`() throws {
    let diagnostics = Diagnostics()
    let stack = try stack("override: override.yaml", userFiles: ["services:\n  k0s:\n    link: [zerotier]\n"])
    _ = stack.project(Stack.Inputs(hostPort: 9994), diagnostics)
    #expect(diagnostics.problems.map { "\($0.mark)" } == ["override.yaml:3:5"])
  }

  @Test func `a node that may not change the host's settings tells its kubelet`() throws {
    let argument = try project(try stack("hostSysctls: refuse"), nodeIP: "10.1.2.3").service("k0s")?.command?.last
    #expect(argument?.contains(" --protect-kernel-defaults=true") == true)
  }

  @Test func `with containerd there is no other runtime's service, and the limits are those of k0s`() throws {
    let project = try project(
      try stack("runtime: {kind: containerd}\nresources: {cpus: 1, pids: 900}"), nodeIP: "10.1.2.3")
    #expect(project.services.map(\.name) == ["zerotier", "k0s"])
    let k0s = try #require(project.service("k0s"))
    #expect(k0s.cgroup == .private)
    #expect(k0s.cpus == 1)
    #expect(k0s.pidsLimit == 900)
    #expect(k0s.command?.contains { $0.hasPrefix("--cri-socket") } == false)
    #expect(k0s.command?.last?.contains(" --kubelet-cgroups= ") == true)
  }

  @Test func `CRI-O is started with the runtime and the flags of the spec, and without any with none`() throws {
    let runtime = "runtime: {defaultRuntime: krun, extraArgs: {log-level: debug, pids-limit: 100}}"
    #expect(
      try project(try stack(runtime), nodeIP: "10.1.2.3").service("crio-krun")?.command
        == ["--default-runtime=krun", "--log-level=debug", "--pids-limit=100"])
    #expect(try project(try stack(), nodeIP: "10.1.2.3").service("crio-krun")?.command == nil)
  }

  @Test func `a file of the runtime is given to its service exactly as it is, for a file and for an engine`() throws {
    let text = "version = 2\n# $HOME ${K0S_NODE_NAME}\n[plugins.'io.containerd.grpc.v1.cri']\n"
    let stack = try stack(
      "runtime: {kind: containerd, dropIns: [conf/a.toml]}", runtimeFiles: ["conf/a.toml": text])
    let project = try project(stack, nodeIP: "10.1.2.3")
    #expect(project.configs == [Config(key: "k0s-containerd.d-a.toml", content: text)])
    #expect(
      project.service("k0s")?.configs == [FileGrant("k0s-containerd.d-a.toml", at: "/etc/k0s/containerd.d/a.toml")])
    let exported = try #require(
      try Parser.parse(Source(name: "", text: Emitter.text(try stack.escaped().rendered))).first)
    #expect(
      exported["configs"]?["k0s-containerd.d-a.toml"]?["content"]?.scalar?.text == text.replacing("$", with: "$$"))
  }

  @Test func `the programs of runtimes are mounted where they are found, and cannot be changed there`() throws {
    let runtime =
      "runtime: {kind: containerd, runtimes: {runsc: {programs: ['/opt/$a']}}, nvidia: {driverRoot: /srv/n}}"
    let volumes = try #require(try project(try stack(runtime), nodeIP: "10.1.2.3").service("k0s")?.volumes)
    #expect(
      volumes.suffix(3) == [
        Mount(
          .bind("/usr/local/bin/containerd-shim-runsc-v1", propagation: nil),
          at: "/usr/local/bin/containerd-shim-runsc-v1", readOnly: true),
        Mount(.bind("/opt/$a", propagation: nil), at: "/usr/local/bin/$a", readOnly: true),
        Mount(.bind("/srv/n", propagation: .rslave), at: "/run/nvidia/driver", readOnly: true),
      ])
  }

  @Test func `bound configs are files of a directory, and nothing else changes`() throws {
    let stack = try stack(
      "runtime: {dropIns: [a.conf]}", runtimeFiles: ["a.conf": "[crio.image]\npause_image = 'a'\n"])
    let project = try project(stack, nodeIP: "10.1.2.3")
    let bound = project.bindingConfigs(in: "./config")
    #expect(bound.configs == [])
    let mounts = try #require(bound.service("crio-krun")?.volumes)
    #expect(
      mounts.last
        == Mount(
          .bind("./config/crio-crio.conf.d-a.conf", propagation: nil), at: "/etc/crio/crio.conf.d/a.conf",
          readOnly: true))
    #expect(mounts.dropLast() == project.service("crio-krun")?.volumes[...])
  }
}

extension Stack {
  fileprivate func escaped() throws -> Project {
    project(Inputs(nodeIP: try IPv4Address("10.1.2.3"), hostPort: 9994), keepingEscapes: true, Diagnostics())
  }
}
