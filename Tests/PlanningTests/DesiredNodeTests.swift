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

  @Test func `only volumes in memory remember the host's kernel settings: they live from up to down`() throws {
    var node = try desiredNode(nodeIP: "10.1.2.3")
    node.sysctlsBefore = HostSysctls(["kernel.panic": 0])
    let remembering = node.project.volumes.filter { node.labels(of: $0)[Label.sysctlsBefore] == "kernel.panic=0" }
    #expect(remembering.map(\.key) == ["crio-run", "k0s-run"])
  }
}
