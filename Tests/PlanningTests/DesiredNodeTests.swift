import Compose
import Ownership
import Testing

@testable import Planning

@Suite struct DesiredNodeTests {
  @Test func `only what is made with the address waits for it`() throws {
    #expect(try desiredNode().awaitingAddress == ["k0s"])
    #expect(try desiredNode(nodeIP: "10.1.2.3").awaitingAddress == [])
    #expect(try desiredNode(k0s: "nodeIP: 10.1.2.3").awaitingAddress == [])
  }

  @Test func `the labels let compose see an ordinary project`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let labels = node.labels(of: try #require(node.project.service("k0s")))
    #expect(labels["com.docker.compose.project"] == "edge")
    #expect(labels["com.docker.compose.service"] == "k0s")
    #expect(labels["com.docker.compose.oneoff"] == "False")
    #expect(labels["com.docker.compose.container-number"] == "1")
    #expect(labels["com.docker.compose.config-hash"]?.count == 64)
    #expect(labels["com.docker.compose.depends_on"] == "crio-krun:service_healthy:true,zerotier:service_healthy:true")
    #expect(labels["com.docker.compose.project.working_dir"] == "/srv/edge")
  }

  @Test func `the labels hold what a later run needs`() throws {
    let node = try desiredNode(nodeIP: "10.1.2.3")
    let labels = node.labels(of: try #require(node.project.service("k0s")))
    #expect(labels[Label.dataDirectory] == "/srv/edge/k0s-data")
    #expect(labels[Label.nodeIP] == "10.1.2.3")
    #expect(labels[Label.hostPort] == "9994")
    #expect(labels[Label.zerotierAddress] == "8e4df28b72")
    #expect(labels[Label.zerotierNetwork] == "8056c2e21c000001")
  }

  @Test(arguments: ["crio-krun", "classic"])
  func `no label holds a secret, whatever the template does with it`(template: String) throws {
    let node = try desiredNode(k0s: "nodeIP: 10.1.2.3", more: "template: \(template)")
    for service in node.project.services {
      let labels = node.labels(of: service).map { "\($0)=\($1)" }.joined(separator: "\n")
      #expect(!labels.contains("H4sIAAAA"))
      #expect(!labels.contains("bd8dd6e4ce70"))
    }
  }

  @Test(arguments: [("crio-krun", ["crio-run", "k0s-run"]), ("containerd", ["k0s-run"])])
  func `only volumes in memory remember the host's kernel settings: they live from up to down`(
    runtime: String, volumes: [String]
  ) throws {
    var node = try desiredNode(more: "runtime: {kind: \(runtime)}", nodeIP: "10.1.2.3")
    node.sysctlsBefore = HostSysctls(["kernel.panic": 0])
    let remembering = node.project.volumes.filter { node.labels(of: $0)[Label.sysctlsBefore] == "kernel.panic=0" }
    #expect(remembering.map(\.key) == volumes)
  }

  @Test func `a config is put into its container for all to read, and a change of it makes a new one`() throws {
    func override(_ text: String) -> String {
      "{services: {k0s: {configs: [{source: a, target: /etc/a}]}}, configs: {a: {content: \(text)}}}"
    }
    let node = try desiredNode(override: override("one"), nodeIP: "10.1.2.3")
    let other = try desiredNode(override: override("two"), nodeIP: "10.1.2.3")
    let k0s = try #require(node.project.service("k0s"))
    let file = try #require(node.files(of: k0s).last)
    #expect(file.path == "/etc/a")
    #expect(file.mode == 0o644)
    #expect(file.content == Array("one".utf8))
    #expect(node.configHash(of: k0s) != other.configHash(of: try #require(other.project.service("k0s"))))
    #expect(!node.labels(of: k0s).values.contains { $0.contains("one") })
  }
}
