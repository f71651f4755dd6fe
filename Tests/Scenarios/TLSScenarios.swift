import TestSupport
import Testing

/// Engines behind TLS: Docker's own, and a proxy of another make before Podman and Docker.
@Suite(.engineTest, .serialized) struct TLSScenarios {
  private let host = TestHost.plain
  private static let port = 2376

  private func environment(_ more: String...) -> [String] {
    ["env", "DOCKER_TLS_VERIFY=1", "DOCKER_CERT_PATH=\(TestHost.certificates)"] + more
  }

  @Test(arguments: EngineKind.allCases)
  func `a node comes up and goes at an engine that wants a certificate of ours`(engine: EngineKind) async throws {
    let neighbour = try await host.neighbour(on: engine)
    try await host.makeCertificates()
    let spec = { (text: String) in
      text.replacing("engine: \(engine.rawValue)", with: "engine: tcp://localhost:\(Self.port)")
    }
    try await ScenarioNode.with("tls", on: engine, spec: spec) { node in
      try await host.withTLS("server", before: engine.socket, at: Self.port) {
        for command in [
          ["up", "--wait", "healthy"], ["plan", "--detailed-exitcode"], ["status"], ["down", "--volumes"],
        ] {
          let result = try await host.run(
            environment() + ["sh", "-c", "cd \"$0\" && exec nodectl \"$@\"", node.directory] + command)
          #expect(result.status == 0, "\(command): \(result.errors)")
        }
      }
      #expect(try await node.leftOnEngine() == [])
    }
    try await neighbour.expectUntouched()
  }

  @Test func `Docker's own TLS is spoken, by a context's certificates too`() async throws {
    // A daemon without a bridge takes the bridge of the one beside it away.
    let host = TestHost("tls", .plain)
    try await host.makeCertificates()
    let daemon = [
      "dockerd", "--host", "tcp://127.0.0.1:\(Self.port)", "--tlsverify", "--tlscacert", "ca.pem", "--tlscert",
      "server.pem", "--tlskey", "server.key", "--data-root", "/var/lib/docker-tls", "--exec-root", "/run/docker-tls",
      "--pidfile", "/run/docker-tls.pid", "--bridge", "none", "--iptables=false", "--ip6tables=false",
      "--exec-opt", "native.cgroupdriver=cgroupfs",
    ]
    try await host.whileRunning(daemon, in: TestHost.certificates, until: Self.port) {
      let ask = "cd \"$0\" && curl -sf --cacert ca.pem --cert cert.pem --key key.pem \"https://localhost:$1/_ping\""
      try await eventually {
        try await host.run(["sh", "-c", ask, TestHost.certificates, "\(Self.port)"]).status == 0
      }
      let list = try await host.run(environment("nodectl", "list", "--engine", "tcp://localhost:\(Self.port)"))
      #expect(list.status == 0, "\(list.errors)")
      let files = ["ca", "cert", "key"].map { "\($0)=\(TestHost.certificates)/\($0).pem" }.joined(separator: ",")
      try await host.output(of: [
        "docker", "context", "create", "tls", "--docker", "host=tcp://localhost:\(Self.port),\(files)",
      ])
      let context = try await host.run(["env", "DOCKER_CONTEXT=tls", "nodectl", "list", "--engine", "docker"])
      #expect(context.status == 0, "\(context.errors)")
      try await host.output(of: ["docker", "context", "rm", "tls"])
      let without = try await host.run(
        [
          "env", "DOCKER_TLS_VERIFY=1", "DOCKER_CERT_PATH=/nowhere", "nodectl", "list", "--engine",
          "tcp://localhost:\(Self.port)",
        ])
      #expect(without.status == 4)
      #expect(without.errors.contains("an authority that is not trusted"), "\(without.errors)")
    }
  }

  @Test func `an engine that is not who it should be is refused, with the reason and what to do`() async throws {
    try await host.makeCertificates()
    try await host.withTLS("server", before: EngineKind.podman.socket, at: Self.port) {
      try await expectRefusal(of: "127.0.0.1", "a certificate for another name", "subjectAltName")
      try await expectRefusal(
        of: "localhost", "an authority that is not trusted", "ca.pem", certificates: TestHost.certificates + "/stranger"
      )
    }
    try await host.withTLS("expired", before: EngineKind.podman.socket, at: Self.port) {
      try await expectRefusal(of: "localhost", "a certificate that has expired", "renew")
    }
  }

  private func expectRefusal(
    of name: String, _ reason: String, _ remedy: String, certificates: String = TestHost.certificates,
    sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let list = try await host.run(
      environment("DOCKER_CERT_PATH=\(certificates)", "nodectl", "list", "--engine", "tcp://\(name):\(Self.port)"))
    #expect(list.status == 4, sourceLocation: sourceLocation)
    #expect(
      list.errors.contains(reason) && list.errors.contains(remedy), "\(list.errors)", sourceLocation: sourceLocation)
  }
}
