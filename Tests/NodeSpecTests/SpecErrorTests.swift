import FoundationEssentials
import Testing
import YAML

@testable import NodeSpec

/// What a user reads of combinations that must not be.
@Suite struct SpecErrorTests {
  /// Lines below `k0s:` and at the end of the smallest spec.
  private static let cases: [(k0s: String, more: String)] = [
    ("", "runtime: {kind: external}"),
    ("", "runtime: {kind: external, socket: 'containerd:unix:///run/a.sock', cgroupDriver: cgroupfs}"),
    ("", "runtime: {kind: external, socket: 'remote:tcp://10.1.2.3:4', cgroupDriver: cgroupfs}"),
    ("", "runtime: {kind: cri-dockerd, cgroupDriver: systemd-cgroup}"),
    ("", "runtime: {kind: cri-dockerd}"),
    ("", "runtime: {kind: cri-dockerd, image: docker:28, dropIns: [a.toml], cgroupDriver: cgroupfs}"),
    ("", "runtime: {socket: 'remote:unix:///run/a.sock'}"),
    ("", "runtime: {kind: cri-dockerd, cgroupDriver: cgroupfs}\nmetrics: host\nresources: {cpus: 2}"),
    ("", "runtime: {kind: cri-dockerd, cgroupDriver: cgroupfs}\ntemplate: crio-krun"),
    ("", "runtime: {kind: cri-dockerd, cgroupDriver: cgroupfs}\ntemplate: ./mine.yaml"),
    ("", "template: external"),
    ("kubeletExtraArgs: {config-dir: /etc/x}", "runtime: {kind: cri-dockerd, cgroupDriver: cgroupfs}"),
    ("", "metrics: {kind: none, image: a:1}"),
    ("", "metrics: {image: a:1}"),
    ("", "metrics: exporter\ntemplate: ./mine.yaml"),
    ("extraArgs: {iptables-mod: nft}", ""),
    ("extraArgs: {iptables-mode: ipvs}", ""),
    ("extraArgs: {data-dir: /srv}", ""),
    ("extraArgs: {debug: true}", "template: ./mine.yaml"),
    ("kubeletExtraArgs: {container-runtime: remote}", ""),
    ("kubeletExtraArgs: {root-dir: /srv}", ""),
    ("taints: ['a=b:NoExecute', 'a=c:NoExecute']", ""),
    ("image: registry.example.com/k0s", ""),
  ]

  @Test func `each is told as the golden file has it: where, why and what would be right`() throws {
    let texts = try Self.cases.map { k0s, more in
      let lines = (k0s.isEmpty ? [] : ["  \(k0s)"]) + more.split(separator: "\n").map(String.init)
      let problems = try read(specText(k0s: k0s, more: more)).problems
      return "== \(lines.joined(separator: "\n== "))\n" + problems.map { "\($0)\n" }.joined()
    }
    let golden = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "Fixtures/spec-errors.txt")
    #expect(texts.joined(separator: "\n") == (try String(contentsOf: golden, encoding: .utf8)))
  }
}
