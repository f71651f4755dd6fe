import NodeSpec
import Testing

@testable import Compose

private func project(
  _ more: String, k0s: String = "", override: String? = nil, dataDirectory: String? = "/srv/edge/k0s-data"
) throws -> (project: Project, problems: [Problem]) {
  let diagnostics = Diagnostics()
  let stack = try stack(more, k0s: k0s, userFiles: override.map { [$0] } ?? [])
  var inputs = Stack.Inputs(nodeIP: try IPv4Address("10.1.2.3"), hostPort: 9994)
  inputs.overrides["K0S_DATA_DIR"] = dataDirectory.map { .text($0) }
  return (stack.project(inputs, diagnostics), diagnostics.problems)
}

/// Stacks of a runtime of the host's, and of an exporter.
@Suite struct ExternalStackTests {
  private let external = "runtime: {kind: external, socket: 'remote:unix:///run/a/b.sock', cgroupDriver: cgroupfs}"

  @Test func `k0s has the host's socket and nothing else of the runtime, and the data where the host has it`() throws {
    let (project, problems) = try project(external)
    #expect(problems == [])
    #expect(project.services.map(\.name) == ["zerotier", "k0s"])
    let k0s = try #require(project.service("k0s"))
    #expect(
      k0s.volumes == [
        Mount(.bind("/run/a/b.sock", propagation: nil), at: "/run/a/b.sock"), Mount(.volume("k0s-run"), at: "/run/k0s"),
        Mount(.bind("/srv/edge/k0s-data", propagation: .shared), at: "/var/lib/k0s"),
        Mount(.bind("/srv/edge/k0s-data", propagation: .shared), at: "/srv/edge/k0s-data"),
      ])
    #expect(k0s.command?.contains("--cri-socket=remote:unix:///run/a/b.sock") == true)
    #expect(k0s.command?.contains("--data-dir=/srv/edge/k0s-data") == true)
    #expect(
      project.configs.map(\.content) == [
        """
        apiVersion: kubelet.config.k8s.io/v1beta1
        kind: KubeletConfiguration
        podLogsDir: /srv/edge/k0s-data/pod-logs

        """
      ])
    #expect(k0s.configs.map(\.target) == ["/etc/nodectl/kubelet.d/nodectl.conf"])
  }

  @Test func `its kubelet sees the host's cgroups, tied to its own, and not the host's processes`() throws {
    let k0s = try #require(try project(external).project.service("k0s"))
    #expect(k0s.cgroup == .host)
    #expect(k0s.pid == nil)
    #expect(k0s.environment.map(\.value) == ["0"])
    #expect(k0s.command?.last?.hasSuffix(" --kubelet-cgroups= --cgroup-root=/nodectl-pods/edge") == true)
  }

  @Test func `where systemd makes cgroups the kubelet reaches it, and the profile is told`() throws {
    let spec = "runtime: {kind: cri-dockerd}"
    let k0s = try #require(try project(spec, k0s: "profile: systemd-docker-cri").project.service("k0s"))
    #expect(k0s.volumes.last == Mount(.bind("/run/systemd", propagation: nil), at: "/run/systemd", readOnly: true))
    #expect(k0s.command?.contains("--profile=systemd-docker-cri") == true)
    #expect(k0s.command?.last?.hasSuffix(" --cgroup-root=/nodectl-pods/edge") == true)
  }

  @Test func `data that the host has where k0s looks for them are mounted once`() throws {
    let (project, problems) = try project(external, dataDirectory: "/var/lib/k0s")
    #expect(problems == [])
    #expect(project.service("k0s")?.volumes.count == 3)
  }

  @Test func `the exporter listens at the node's address, with no port of the host and none of its files`() throws {
    let (project, problems) = try project("metrics: exporter")
    #expect(problems == [])
    let exporter = try #require(project.service("node-exporter"))
    #expect(exporter.networkMode == .service("zerotier"))
    #expect(exporter.ports == [])
    #expect(exporter.pid == nil)
    #expect(exporter.command?.last == "--web.listen-address=10.1.2.3:9100")
    #expect(exporter.volumes.map(\.hostPath) == ["/proc", "/sys"])
    #expect(exporter.volumes.map(\.readOnly) == [true, true])
    #expect(exporter.readOnly)
    #expect(exporter.capDrop == ["ALL"])
    #expect(!exporter.privileged)
  }

  @Test(arguments: [
    ("metrics: exporter", "", "--labels=external-metrics=true"), ("metrics: none", "", "--labels="),
    ("metrics: none", "labels: {external-metrics: true}", "--labels=external-metrics=true"),
    ("metrics: exporter", "labels: {external-metrics: x, a: b}", "--labels=external-metrics=x,a=b"),
  ])
  func `a node with an exporter has the label by which it is found, and any other only where asked`(
    metrics: String, labels: String, argument: String
  ) throws {
    #expect(try project(metrics, k0s: labels).project.service("k0s")?.command?.contains(argument) == true)
  }

  @Test func `flags of k0s go behind those of the stack, exactly as they are`() throws {
    let command = try project("", k0s: "extraArgs: {iptables-mode: nft, logging: 'kubelet=3'}").project
      .service("k0s")?.command
    #expect(command?.suffix(2) == ["--iptables-mode=nft", "--logging=kubelet=3"])
    #expect(command?.contains("") == false, "an empty argument would be the join token")
  }

  @Test(arguments: [
    ("crio-krun: {pid: host}", "with the host's processes, CRI-O's entry point would move the host's init"),
    (
      "crio-krun: {cgroup: host}",
      "with the host's cgroups, CRI-O and its pods would leave their container, and nothing would end them"
    ),
    (
      "mine: {image: 'ghcr.io/chaserhkj/crio-krun:v1', pid: host}",
      "with the host's processes, CRI-O's entry point would move the host's init"
    ),
  ])
  func `CRI-O is never let out of its namespaces, whoever asks`(service: String, message: String) throws {
    let (_, problems) = try project("", override: "services:\n  \(service)\n")
    #expect(problems.map(\.message) == [message])
    #expect(problems.map { "\($0.mark)".prefix(16) } == ["override.yaml:2:"])
    #expect(problems.first?.hint?.contains("'metrics'") == true)
  }

  @Test func `the kubelet's service may be let out`() throws {
    #expect(try project("", override: "services: {k0s: {pid: host}}").problems == [])
  }
}
