import Images
import Testing
import YAML
import ZeroTier

@testable import NodeSpec

@Suite struct NodeSpecTests {
  @Test func `five fields are enough, the rest has defaults`() throws {
    let (spec, problems) = try read(specText())
    let read = try #require(spec)
    #expect(problems.isEmpty)
    #expect(read.name.value.description == "edge-01")
    #expect(read.zerotier.network.value.description == "8056c2e21c000001")
    #expect(read.zerotier.identity.secret.value == .file("identity.secret"))
    #expect(read.zerotier.hostPort.value == .fixed(9994))
    #expect(read.zerotier.image == nil)
    #expect(read.k0s.version.value.tag == "v1.34.1-k0s.0")
    #expect(read.k0s.joinToken.value == .file("join-token"))
    #expect(read.k0s.nodeIP.value == .assigned)
    #expect(read.k0s.profile == "default")
    #expect(read.runtime.kind == .crioKrun)
    #expect(read.metrics.value == .none)
    #expect(read.resources.value == ResourcesSection())
    #expect(read.hostSysctls.value == .allow)
    #expect(read.dataDirectory.value == "./k0s-data")
    #expect(read.engine.value == "auto")
    #expect(read.template.value == .crioKrun)
  }

  @Test func `every field is read`() throws {
    let text = """
      apiVersion: nodectl/v1
      kind: WorkerNode
      name: a
      zerotier:
        network: 8056C2E21C000001
        identity: {secret: s3cr3t, public: p}
        hostPort: auto
        image: zerotier/zerotier:1.14.0
      k0s:
        version: v1.35.0-rc.1-k0s.2
        image: registry.local/k0s:mine
        joinToken: {env: TOKEN}
        nodeIP: 10.1.2.3
        profile: big
        labels: {disk: ssd, example.com/zone: "", node.kubernetes.io/rack: "7"}
        taints: ["dedicated=gpu:NoSchedule", "old:NoExecute"]
        kubeletExtraArgs: {max-pods: 200, v: 4}
      runtime: {kind: crio-krun, image: ghcr.io/chaserhkj/crio-krun:v1}
      dataDir: /srv/edge data
      engine: unix:///run/podman/podman.sock
      template: classic
      """
    let (spec, problems) = try read(text)
    let read = try #require(spec)
    #expect(problems.isEmpty)
    #expect(read.zerotier.network.value.description == "8056c2e21c000001")
    #expect(read.zerotier.identity.secret.value == .inline("s3cr3t"))
    #expect(read.zerotier.hostPort.value == .automatic)
    #expect(read.zerotier.image?.description == "docker.io/zerotier/zerotier:1.14.0")
    #expect(read.k0s.version.value.description == "v1.35.0-rc.1+k0s.2")
    #expect(read.k0s.image?.description == "registry.local/k0s:mine")
    #expect(read.k0s.joinToken.value == .environment("TOKEN"))
    #expect(read.k0s.nodeIP.value == .literal(try IPv4Address("10.1.2.3")))
    #expect(read.k0s.labels.map(\.key) == ["disk", "example.com/zone", "node.kubernetes.io/rack"])
    #expect(read.k0s.taints.map(\.description) == ["dedicated=gpu:NoSchedule", "old:NoExecute"])
    #expect(read.k0s.kubeletExtraArguments.map(\.value) == ["200", "4"])
    #expect(read.dataDirectory.value == "/srv/edge data")
    #expect(read.template.value == .classic)
  }

  @Test func `a network id of digits alone stays what it is`() throws {
    let text = specText().replacing("8056c2e21c000001", with: "1234567890123456")
    #expect(try read(text).spec?.zerotier.network.value.description == "1234567890123456")
  }

  @Test func `everything wrong is reported at once, in order`() throws {
    let text = """
      nmae: edge
      zerotier:
        network: 8056
        identity: identity.secret
      k0s:
        version: 1.34.1
        joinToken: {file: a, env: B}
        nodeIP: 10.1.2
      runtme: {}
      """
    let (spec, problems) = try read(text)
    #expect(spec == nil)
    #expect(problems.map(\.mark.line) == [1, 1, 3, 4, 6, 7, 8, 9])
  }

  @Test func `a problem shows the line, a caret and what would be right`() throws {
    let (_, problems) = try read(specText(k0s: "nodeip: auto"))
    #expect(
      problems.map(\.description) == [
        """
        node.yaml:8:3: error: unknown key 'nodeip'
          8 |   nodeip: auto
            |   ^
          hint: did you mean 'nodeIP'?
        """
      ])
  }

  @Test(arguments: [
    ("name: edge-01", "nam: edge-01", "unknown key 'nam'", "did you mean 'name'?"),
    ("zerotier:", "zero-tier:", "unknown key 'zero-tier'", "did you mean 'zerotier'?"),
    ("  joinToken:", "  jointoken:", "unknown key 'jointoken'", "did you mean 'joinToken'?"),
    ("{file: join-token}", "{fil: join-token}", "unknown key 'fil'", "did you mean 'file'?"),
    ("{file: identity.secret}", "{File: identity.secret}", "unknown key 'File'", "did you mean 'file'?"),
  ])
  func `a required key that is misspelt is told once`(
    right: String, wrong: String, message: String, hint: String
  ) throws {
    let problems = try read(specText().replacing(right, with: wrong)).problems
    #expect(problems.map(\.message) == [message])
    #expect(problems.first?.hint == hint)
  }

  @Test func `a runtime's socket under a misspelt key is told once`() throws {
    let runtime = "runtime: {kind: external, sockt: 'remote:unix:///run/a.sock', cgroupDriver: cgroupfs}"
    let text = specText(more: runtime)
    #expect(try read(text).problems.map(\.message) == ["unknown key 'sockt'"])
  }

  @Test func `a required key that no other is near to is missing, whatever else is wrong`() throws {
    let problems = try read(specText().replacing("name: edge-01", with: "hostname: edge-01")).problems
    #expect(problems.map(\.message).sorted() == ["'name' is missing", "unknown key 'hostname'"])
  }

  @Test(arguments: [
    ("name: Edge", "'Edge' cannot be a node's name"),
    ("name: edge-", "'edge-' cannot be a node's name"),
    ("name: [a]", "expected text here, not a list"),
    ("dataDir: /a:b", "dataDir must not contain ':'"),
    ("template: clasic", "there is no template 'clasic'"),
    ("runtime: {kind: crio}", "'crio' is not one of: crio-krun, containerd"),
    ("runtime: {kind: containerd, image: a}", "containerd is in the image of k0s: it has none of its own"),
    ("runtime: {config: a.toml}", "a whole configuration is taken by 'kind: containerd' alone"),
    (
      "runtime: {kind: containerd, config: a.toml, dropIns: [b.toml]}",
      "k0s reads no drop-ins beside a whole configuration of yours"
    ),
    ("runtime: {dropIns: [a.toml]}", "'a.toml' is not the name of a drop-in"),
    ("runtime: {kind: containerd, dropIns: [a.conf]}", "'a.conf' is not the name of a drop-in"),
    ("runtime: {dropIns: [a/x.conf, b/x.conf]}", "there are two drop-ins named 'x.conf'"),
    ("runtime: {dropIns: [nodectl-x.conf]}", "names that begin with 'nodectl-' are those of nodectl's own drop-ins"),
    ("runtime: {kind: containerd, defaultRuntime: krun}", "this is of CRI-O, and the node's runtime is containerd"),
    ("runtime: {kind: containerd, extraArgs: {}}", "this is of CRI-O, and the node's runtime is containerd"),
    ("runtime: {defaultRuntime: runc}", "'runc' is not one of: crun, krun"),
    ("runtime: {extraArgs: {listen: /x}}", "nodectl sets --listen itself"),
    ("runtime: {extraArgs: {--log-level: debug}}", "flags are written without dashes here"),
    ("runtime: {registries: [docker.io]}", "expected a mapping here, not a list"),
    ("runtime: {registries: {docker.io: {}}}", "nothing is said of the registry 'docker.io'"),
    (
      "runtime: {registries: {'https://docker.io': {skipVerify: true}}}",
      "'https://docker.io' is not the name of a registry"
    ),
    ("runtime: {registries: {library: {skipVerify: true}}}", "'library' is not the name of a registry"),
    (
      "runtime: {registries: {index.docker.io: {skipVerify: true}}}",
      "images of index.docker.io are named docker.io/..."
    ),
    ("runtime: {registries: {docker.io: {mirrors: [mirror]}}}", "'mirror' is not the address of a registry"),
    ("runtime: {registries: {docker.io: {mirrors: ['ftp://a.b']}}}", "'ftp://a.b' is not the address of a registry"),
    (
      "runtime: {registries: {docker.io: {mirrors: ['https://a.b:70000']}}}",
      "'https://a.b:70000' is not the address of a registry"
    ),
    (
      "runtime: {registries: {docker.io: {mirrors: ['https://a.b/v2/c']}}}",
      "'/v2' is part of every request to a registry"
    ),
    (
      "runtime: {registries: {docker.io: {mirrors: ['http://a.b'], skipVerify: true}}}",
      "http://a.b has no certificate to look at"
    ),
    (
      "runtime: {registries: {docker.io: {mirrors: ['http://a.b'], ca: f}}}", "http://a.b has no certificate to look at"
    ),
    (
      "runtime: {registries: {docker.io: {mirrors: ['https://a.b'], skipVerify: true, ca: f}}}",
      "a certificate authority is of no use where nothing is verified"
    ),
    (
      "runtime: {registries: {docker.io: {mirrors: ['https://a.b'], capabilities: [push]}}}",
      "'push' is not one of: pull, resolve"
    ),
    (
      "runtime: {registries: {docker.io: {mirrors: ['https://a.b'], capabilities: []}}}",
      "a mirror without a capability is never asked"
    ),
    (
      "runtime: {registries: {docker.io: {mirrors: ['https://a.b'], capabilities: [resolve]}}}",
      "CRI-O cannot ask a mirror for tags alone"
    ),
    (
      "runtime: {kind: containerd, config: a.toml, registries: {docker.io: {mirrors: ['https://a.b']}}}",
      "k0s leaves a whole configuration of yours as it is: 'registries' would not be in it"
    ),
    ("runtime: {runtimes: {runsc: }}", "this is of containerd, and the node's runtime is crio-krun"),
    (
      "runtime: {kind: containerd, config: a.toml, nvidia: {driverRoot: /x}}",
      "k0s adds nothing to a whole configuration of yours"
    ),
    ("runtime: {kind: containerd, runtimes: [runsc]}", "expected a mapping here, not a list"),
    ("runtime: {kind: containerd, runtimes: {runc: }}", "'runc' is k0s's own runtime"),
    ("runtime: {kind: containerd, runtimes: {Kata: }}", "'Kata' is not the name of a runtime"),
    ("runtime: {kind: containerd, runtimes: {kata: }}", "the type of the runtime 'kata' is missing"),
    ("runtime: {kind: containerd, runtimes: {kata: {type: kata}}}", "'kata' is not the type of a runtime"),
    (
      "runtime: {kind: containerd, runtimes: {kata: {type: io.containerd.kata.v2}}}",
      "k0s has no containerd-shim-kata-v2: containerd would start without it"
    ),
    (
      "runtime: {kind: containerd, runtimes: {kata: {type: io.containerd.kata.v2, shim: kata}}}",
      "'kata' is not the path of a program on the engine's host"
    ),
    (
      "runtime: {kind: containerd, runtimes: {crun: {type: io.containerd.runc.v2, shim: /usr/bin/x}}}",
      "k0s has the shim of io.containerd.runc.v2"
    ),
    (
      "runtime: {kind: containerd, runtimes: {crun: {type: io.containerd.runc.v2, programs: ['/opt/k0s']}}}",
      "'k0s' would take the place of k0s itself"
    ),
    (
      "runtime: {kind: containerd, runtimes: {crun: {type: io.containerd.runc.v2, options: {binaryName: /x}}}}",
      "'binaryName' is no option of io.containerd.runc.v2: containerd would pass over it"
    ),
    (
      "runtime: {kind: containerd, runtimes: {crun: {type: io.containerd.runc.v2, options: {SystemdCgroup: true}}}}",
      "there is no systemd in the container of k0s"
    ),
    (
      "runtime: {kind: containerd, runtimes: {crun: {type: io.containerd.runc.v2, config: a.toml}}}",
      "runc and what is started in its place have no file of configuration"
    ),
    (
      "runtime: {kind: containerd, runtimes: {runsc: {config: a.toml, options: {ConfigPath: /x}}}}",
      "'config' is what 'ConfigPath' would say"
    ),
    (
      "runtime: {kind: containerd, runtimes: {runsc: , kvm: {type: io.containerd.runsc.v1, shim: /opt/shim}}}",
      "/opt/shim and /usr/local/bin/containerd-shim-runsc-v1 would both be"
    ),
    (
      "runtime: {kind: containerd, runtimes: {runsc: , gvisor: {type: io.containerd.runsc.v1}}}",
      "the runtime class 'gvisor' is that of 'runsc' too"
    ),
    (
      "runtime: {kind: containerd, nvidia: {driverRoot: /x}, runtimes: {nvidia: {type: io.containerd.runc.v2}}}",
      "the GPU operator makes the runtime 'nvidia' of 'nvidia' itself"
    ),
    (
      "runtime: {kind: containerd, nvidia: {driverRoot: /x}, dropIns: [a/nvidia.toml]}",
      "'nvidia.toml' is the drop-in that the GPU operator writes itself"
    ),
    ("runtime: {kind: containerd, nvidia: {}}", "'driverRoot' is missing"),
    ("runtime: {kind: containerd, nvidia: {driverRoot: nvidia}}", "'nvidia' is not a directory of the engine's host"),
    (
      "runtime: {kind: containerd, nvidia: {driverRoot: /}}",
      "with the host's '/' as root of the driver, the node's privileged pods can read every file"
    ),
    (
      "runtime: {kind: containerd}\ntemplate: crio-krun",
      "this template is for 'runtime.kind: crio-krun', and the node's is containerd"
    ),
    (
      "runtime: {kind: containerd}\nmetrics: host",
      "with containerd, 'metrics: host' would let the pods out of the node's container"
    ),
    ("metrics: hots", "'hots' is not one of: none, host"),
    ("resources: {cpu: 4}", "unknown key 'cpu'"),
    ("resources: {cpus: 0}", "0 is not between 0.01 and 1000000 CPUs"),
    ("resources: {cpus: -1}", "'-1' is not a number of CPUs"),
    ("resources: {cpus: many}", "'many' is not a number of CPUs"),
    ("resources: {memory: 8}", "'8' is less memory than engines give a container"),
    ("resources: {memory: 8 apples}", "'8 apples' is not a size"),
    ("resources: {pids: 0}", "0 is not between 1 and 4194304"),
    ("resources: 4", "expected a mapping here, not"),
    ("hostSysctls: deny", "'deny' is not one of: allow, refuse"),
    ("runtime: none", "expected a mapping here, not text"),
    ("apiVersion: nodectl/v2", "apiVersion 'nodectl/v2' is not known to this version of nodectl"),
    ("template: classic", "the classic template needs the node's address"),
  ])
  func `a wrong value at the top is an error`(line: String, message: String) throws {
    let key = line.prefix { $0 != ":" }
    let text =
      specText().split(separator: "\n").filter { !$0.hasPrefix(key + ":") }.joined(separator: "\n") + "\n" + line
    #expect(try read(text).problems.map(\.message).first?.hasPrefix(message) == true)
  }

  @Test func `the host's share and settings are read`() throws {
    let more = "metrics: host\nresources: {cpus: 2.5, memory: 8GiB, pids: 20000}\nhostSysctls: refuse"
    let (spec, problems) = try read(specText(more: more))
    #expect(problems.isEmpty)
    #expect(spec?.metrics.value == .host)
    #expect(spec?.resources.value == ResourcesSection(cpus: 2.5, memory: 8 << 30, pids: 20000))
    #expect(spec?.hostSysctls.value == .refuse)
  }

  @Test(arguments: [
    ("k0s.io/k0s", true), ("k0s:latest", true), ("k0s:latest-patched", true), ("k0s:v1", false),
    ("k0s@sha256:" + String(repeating: "a", count: 64), false),
    ("k0s:latest@sha256:" + String(repeating: "a", count: 64), false),
  ])
  func `an image that may be another tomorrow is warned of where it stands, and a digest stays`(
    image: String, isMoving: Bool
  ) throws {
    let (spec, problems) = try read(specText(k0s: "image: \(image)"))
    #expect(problems.map { "\($0.mark)" } == (isMoving ? ["node.yaml:8:10"] : []))
    #expect(problems.allSatisfy { $0.severity == .warning && $0.hint?.contains("export --lock") == true })
    #expect(spec?.k0s.image?.description.hasSuffix(String(image.split(separator: "@").last ?? "")) == true || isMoving)
  }

  @Test func `metrics are a word, or a mapping with the exporter's image`() throws {
    let image = "quay.io/prometheus/node-exporter:v1.9.0"
    let (spec, problems) = try read(specText(more: "metrics: {kind: exporter, image: '\(image)'}"))
    #expect(problems.isEmpty)
    #expect(spec?.metrics.value == .exporter)
    #expect(spec?.exporterImage?.description == image)
    #expect(try read(specText(more: "metrics: exporter")).spec?.exporterImage == nil)
  }

  @Test(arguments: [
    ("metrics: host", "'metrics: host' works with 'template: crio-krun' alone"),
    ("runtime: {extraArgs: {log-level: debug}}", "'runtime.extraArgs' works with 'template: crio-krun' alone"),
    ("runtime: {defaultRuntime: krun}", "'runtime.defaultRuntime' works with 'template: crio-krun' alone"),
    ("runtime: {dropIns: [a.conf]}", "'a file of the runtime' works with 'template: crio-krun' alone"),
    (
      "runtime: {kind: containerd, runtimes: {runsc: }}",
      "'a runtime beside containerd's' works with 'template: containerd' alone"
    ),
    ("resources: {pids: 100}", "'resources' works with 'template: crio-krun' alone"),
    ("hostSysctls: refuse", "'hostSysctls: refuse' works with 'template: crio-krun' alone"),
  ])
  func `what is laid over nodectl's own template is refused with another, where it stands`(
    line: String, message: String
  ) throws {
    let (_, problems) = try read(specText(more: "template: ./mine.yaml\n\(line)"))
    #expect(problems.map(\.message) == [message])
    #expect(problems.map(\.mark.line) == [9])
  }

  @Test func `what is kept from the pods is said once`() throws {
    let (_, problems) = try read(
      specText(k0s: "kubeletExtraArgs: {system-reserved: cpu=1}", more: "resources: {cpus: 1}"))
    #expect(problems.map(\.message).first?.contains("'system-reserved' both say") == true)
    #expect(try read(specText(k0s: "kubeletExtraArgs: {system-reserved: cpu=1}")).problems.isEmpty)
  }

  @Test(arguments: [
    ("hostPort: 0", "0 is not between 1 and 65535"),
    ("hostPort: any", "expected a whole number here, not 'any'"),
    ("image: 'a b'", "'a b' is not an image's name"),
    ("image: a:b:c", "'a:b:c' is not an image's name"),
  ])
  func `a wrong value below zerotier is an error`(line: String, message: String) throws {
    #expect(try read(specText(zerotier: line)).problems.map(\.message) == [message])
  }

  @Test(arguments: [
    ("nodeIP: fd00::1", "'fd00::1' is not an IPv4 address"),
    ("nodeIP: 10.1.2.300", "'10.1.2.300' is not an IPv4 address"),
    ("labels: {-a: b}", "'-a' cannot be the key of a label"),
    ("labels: {a: 'b c'}", "'b c' cannot be the value of a label"),
    ("labels: {kubernetes.io/role: x}", "a node may not give itself the label 'kubernetes.io/role'"),
    ("labels: [a]", "expected a mapping here, not a list"),
    ("taints: [a=b]", "'a=b' is not a taint"),
    ("taints: ['a=b:Never']", "'a=b:Never' is not a taint"),
    ("taints: a=b:NoExecute", "expected a list here, not text"),
    ("kubeletExtraArgs: {--v: 1}", "flags are written without dashes here"),
    ("kubeletExtraArgs: {node-ip: 10.0.0.1}", "nodectl sets --node-ip itself"),
    ("kubeletExtraArgs: {protect-kernel-defaults: true}", "nodectl sets --protect-kernel-defaults itself"),
    ("kubeletExtraArgs: {v: '1 2'}", "the value of a flag of the kubelet cannot contain white space"),
    ("profile: 'a b'", "'a b' is not the name of a worker profile"),
  ])
  func `a wrong value below k0s is an error`(line: String, message: String) throws {
    #expect(try read(specText(k0s: line)).problems.map(\.message) == [message])
  }

  @Test(arguments: [
    ("{}", "the join token has no source"), ("{file: a, env: B}", "the join token has more than one source"),
    ("{path: a}", "unknown key 'path'"),
  ])
  func `a join token has one source`(source: String, message: String) throws {
    let text = specText().replacing("{file: join-token}", with: source)
    #expect(try read(text).problems.map(\.message).contains(message))
  }

  @Test func `a k0s that cannot nest cgroups is refused`() throws {
    let text = specText().replacing("v1.34.1+k0s.0", with: "v1.32.0+k0s.0")
    #expect(try read(text).problems.first?.message.hasPrefix("k0s v1.32.0+k0s.0 cannot run in this stack") == true)
  }
}
