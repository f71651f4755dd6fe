import Templates
import Testing

@testable import Import

@Suite struct ComposeImportTests {
  @Test func `the published set-up is carried over whole`() throws {
    let (draft, remarks) = try takeOver(Templates.classic)
    var expected = SpecDraft()
    expected.name = "edge-05"
    expected.network = "8056c2e21c000001"
    expected.identity = .text("secret identity")
    expected.hostPort = "9994"
    expected.version = "v1.34.1-k0s.0"
    expected.joinToken = .text("token")
    expected.nodeIP = "10.147.20.5"
    expected.dataDirectory = "./k0s-data"
    #expect(draft == expected)
    #expect(remarks == [])
  }

  @Test func `nodectl's own stack is carried over whole, its secrets as the files that they are`() throws {
    let (draft, remarks) = try takeOver(Templates.crioKrun)
    #expect(draft?.identity == .file("./identity.secret"))
    #expect(draft?.joinToken == .file("./join-token"))
    #expect(draft?.zerotierImage == "docker.io/zerotier/zerotier:1.14.2")
    #expect(draft?.labels == [])
    #expect(draft?.kubeletArguments == [])
    #expect(
      remarks.map { $0.drop { $0 != ":" } }
        == ["zerotier", "crio-krun", "k0s"].map {
          ": 'logging' of '\($0)' is not carried over"
        })
  }

  @Test func `paths are taken from the compose file's directory, wherever the spec is`() throws {
    let (draft, _) = try takeOver(Templates.classic, specDirectory: "/etc/nodes")
    #expect(draft?.dataDirectory == "/srv/stack/k0s-data")
  }

  @Test func `a helper whose name begins as that of a part is not taken for it`() throws {
    let (draft, remarks) = try takeOver(
      """
      services:
        k0s-init: {image: "alpine:3.20"}
        k0s: {image: "k0sproject/k0s:v1.34.1-k0s.0"}
      """)
    #expect(draft?.version == "v1.34.1-k0s.0")
    #expect(remarks.first == "2: the service 'k0s-init' is not carried over")
  }

  @Test func `common variations are understood`() throws {
    let (draft, remarks) = try takeOver(
      """
      services:
        vpn:
          image: zyclonite/zerotier:1.14.2
          environment: {ZEROTIER_JOIN_NETWORKS: 8056c2e21c000001}
          volumes: [./zt:/var/lib/zerotier-one]
          ports: [{target: 9993, published: 9995, protocol: udp}]
        crio:
          image: registry.example.com/crio-krun:1
          mem_limit: 8g
        worker:
          image: registry.example.com/k0sproject/k0s:v1.35.0-k0s.0
          cgroup: host
          pid: host
          command: >-
            k0s worker --token-file /etc/token --profile=edge --labels=a=b,example.com/c=d --taints=x=y:NoSchedule
            --kubelet-extra-args="--node-ip=10.1.2.3 --hostname-override=edge --max-pods=200"
          volumes:
            - ./secrets/token:/etc/token:ro
            - {type: bind, source: /data/k0s, target: /var/lib/k0s, bind: {propagation: shared}}
      """)
    var expected = SpecDraft()
    expected.name = "edge"
    expected.network = "8056c2e21c000001"
    expected.identity = .file("./zt/identity.secret")
    expected.hostPort = "9995"
    expected.zerotierImage = "zyclonite/zerotier:1.14.2"
    expected.version = "v1.35.0-k0s.0"
    expected.k0sImage = "registry.example.com/k0sproject/k0s:v1.35.0-k0s.0"
    expected.joinToken = .file("./secrets/token")
    expected.nodeIP = "10.1.2.3"
    expected.profile = "edge"
    expected.labels = [.init(key: "a", value: "b"), .init(key: "example.com/c", value: "d")]
    expected.taints = ["x=y:NoSchedule"]
    expected.kubeletArguments = [.init(key: "max-pods", value: "200")]
    expected.runtimeImage = "registry.example.com/crio-krun:1"
    expected.metrics = "host"
    expected.memory = "8g"
    expected.dataDirectory = "/data/k0s"
    #expect(draft == expected)
    #expect(remarks == [])
  }

  @Test func `what has no place in a spec is said where it stands`() throws {
    let (_, remarks) = try takeOver(
      """
      services:
        zerotier:
          image: zerotier/zerotier
          command: 8056c2e21c000001 8056c2e21c000002
          environment: {TZ: UTC}
          dns: 1.1.1.1
          volumes: [zt:/var/lib/zerotier-one]
        crio-krun:
          image: ghcr.io/chaserhkj/crio-krun:latest
          volumes: ["./crio-data:/var/lib/containers:shared"]
        k0s:
          image: docker.io/k0sproject/k0s:v1.34.1-k0s.0
          command: [k0s, worker, --debug, --token-file=/nowhere]
          volumes: [data:/var/lib/k0s, /opt:/opt]
        node-exporter: {image: prom/node-exporter}
      """)
    #expect(
      remarks == [
        "4: only the network 8056c2e21c000001 is carried over",
        "5: the variable TZ of 'zerotier' is not carried over", "6: 'dns' of 'zerotier' is not carried over",
        "7: the identity is in a volume, and is not carried over",
        "10: the mount at /var/lib/containers of 'crio-krun' is not carried over",
        "13: the flag --debug of k0s is not carried over",
        "13: the file /nowhere with the join token is from nowhere in this file",
        "14: the node's data is in a volume, and is not carried over",
        "14: the mount at /opt of 'k0s' is not carried over",
        "15: the service 'node-exporter' is not carried over",
      ])
  }

  @Test func `a file without a k0s worker is refused`() throws {
    let (draft, remarks) = try takeOver("services: {web: {image: nginx}}")
    #expect(draft == nil)
    #expect(remarks.contains("1: this compose file has no k0s worker"))
  }
}
