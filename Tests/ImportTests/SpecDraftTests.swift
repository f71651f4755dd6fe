import NodeSpec
import Testing
import YAML

@testable import Import

@Suite struct SpecDraftTests {
  @Test func `an empty draft is a spec whose required values are missing, and nothing else`() throws {
    let (_, problems) = try read(SpecDraft().text(schema: "node.schema.json"))
    #expect(problems == ["'name' is missing", "'network' is missing", "'version' is missing"])
  }

  @Test func `every value of a draft is in the spec that is read from its text`() throws {
    var draft = SpecDraft()
    draft.name = "edge-05"
    draft.network = "8056e21000000001"
    draft.identity = .file("/etc/zero tier/identity.secret")
    draft.hostPort = "9995"
    draft.zerotierImage = "example.com/zerotier:1"
    draft.version = "v1.34.1-k0s.0"
    draft.k0sImage = "example.com/k0s:1"
    draft.joinToken = .file("./secrets/token")
    draft.nodeIP = "10.147.20.5"
    draft.profile = "edge"
    draft.labels = [.init(key: "example.com/on", value: "yes"), .init(key: "empty", value: "")]
    draft.taints = ["a=b:NoSchedule"]
    draft.kubeletArguments = [.init(key: "feature-gates", value: "A=true,B=false")]
    draft.runtimeImage = "example.com/crio:1"
    draft.metrics = "host"
    draft.memory = "8g"
    draft.pids = "100"
    draft.dataDirectory = "/srv/$data # here"
    let (spec, problems) = try read(draft.text(schema: "node.schema.json"))
    #expect(problems == [])
    let node = try #require(spec)
    #expect(node.name.value.description == "edge-05")
    #expect("\(node.zerotier.network.value)" == "8056e21000000001")
    #expect(node.zerotier.identity.secret.value == .file("/etc/zero tier/identity.secret"))
    #expect(node.zerotier.hostPort.value == .fixed(9995))
    #expect("\(try #require(node.zerotier.image))" == "example.com/zerotier:1")
    #expect("\(node.k0s.version.value)" == "v1.34.1+k0s.0")
    #expect("\(try #require(node.k0s.image))" == "example.com/k0s:1")
    #expect(node.k0s.joinToken.value == .file("./secrets/token"))
    #expect(node.k0s.nodeIP.value == .literal(try IPv4Address("10.147.20.5")))
    #expect(node.k0s.profile == "edge")
    #expect(node.k0s.labels.map { "\($0.key)=\($0.value)" } == ["example.com/on=yes", "empty="])
    #expect(node.k0s.taints.map(\.description) == ["a=b:NoSchedule"])
    #expect(node.k0s.kubeletExtraArguments.map(\.value) == ["A=true,B=false"])
    #expect("\(try #require(node.runtime.image))" == "example.com/crio:1")
    #expect(node.metrics.value == .host)
    #expect(node.resources.value == ResourcesSection(memory: 8 << 30, pids: 100))
    #expect(node.dataDirectory.value == "/srv/$$data # here", "dollars are doubled: variables are filled in before")
  }

  @Test func `a variable that the published set-up does not have is said with its line`() {
    let source = Source(name: ".env", text: "K0S_NODE_NAME=a\nexport ZT_NETT=b\nK0S_JOIN_TOKEN=\n")
    let diagnostics = Diagnostics()
    let variables = ["K0S_NODE_NAME": "a", "ZT_NETT": "b", "K0S_JOIN_TOKEN": ""]
    let draft = EnvironmentImport.draft(variables, of: source, diagnostics)
    #expect(draft.name == "a")
    #expect(draft.joinToken == nil)
    #expect(diagnostics.problems.map(\.message) == ["the variable ZT_NETT is not carried over"])
    #expect(diagnostics.problems.map { "\($0.mark)" } == [".env:2:1"])
    #expect(diagnostics.problems.first?.hint == "did you mean 'ZT_NET'?")
  }

  private func read(_ text: String) throws -> (spec: NodeSpec?, problems: [String]) {
    let diagnostics = Diagnostics()
    let document = try #require(try Parser.parse(Source(name: "node.yaml", text: text)).first)
    return (NodeSpec.read(document, diagnostics), diagnostics.problems.map(\.message))
  }
}
