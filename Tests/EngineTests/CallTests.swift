import Images
import TestSupport
import Testing

@testable import Engine

/// What each method sends.
@Suite(.timeLimit(.minutes(10))) struct CallTests {
  struct Sent: CustomTestStringConvertible {
    let line: String
    var query: [String: String] = [:]
    var body: JSONValue?
    let send: @Sendable (Engine) async throws -> Void

    var testDescription: String { line }
  }

  static let filters = #"{"label":["com.docker.compose.project=edge-01"]}"#

  static let all: [Sent] = [
    Sent(line: "GET /containers/json", query: ["all": "true", "filters": filters]) {
      _ = try await $0.containers(.labels("com.docker.compose.project=edge-01"))
    },
    Sent(line: "GET /containers/k0s/json") { _ = try await $0.inspectContainer("k0s") },
    Sent(line: "POST /containers/k0s/start") { try await $0.startContainer("k0s") },
    Sent(line: "POST /containers/k0s/stop", query: ["t": "61"]) {
      try await $0.stopContainer("k0s", grace: .milliseconds(60_500))
    },
    Sent(line: "POST /containers/k0s/restart", query: ["t": "10"]) {
      try await $0.restartContainer("k0s", grace: .seconds(10))
    },
    Sent(line: "POST /containers/k0s/kill", query: ["signal": "SIGTERM"]) {
      try await $0.killContainer("k0s", signal: "SIGTERM")
    },
    Sent(line: "DELETE /containers/k0s", query: ["force": "true", "v": "true"]) {
      try await $0.removeContainer("k0s", force: true, volumes: true)
    },
    Sent(line: "PUT /containers/k0s/archive", query: ["path": "/etc"]) {
      try await $0.putArchive(TarArchive(), in: "k0s", at: "/etc")
    },
    Sent(
      line: "GET /containers/k0s/logs",
      query: [
        "stdout": "true", "stderr": "true", "follow": "false", "timestamps": "true", "tail": "20",
        "since": "12.000000034",
      ]
    ) {
      let since = Timestamp(seconds: 12, nanoseconds: 34)
      for try await _ in try await $0.logs(of: "k0s", tty: false, tail: 20, since: since, timestamps: true) {}
    },
    Sent(
      line: "POST /containers/k0s/exec",
      body: [
        "AttachStdin": false, "AttachStdout": true, "AttachStderr": true, "Tty": false, "Privileged": false,
        "Cmd": ["id"], "User": "0:0",
        "WorkingDir": "/", "Env": ["A=b"],
      ]
    ) {
      _ = try await $0.createExec(
        in: "k0s", ExecConfiguration(["id"], user: "0:0", workingDirectory: "/", environment: ["A=b"]))
    },
    Sent(line: "POST /exec/e/start", body: ["Detach": false, "Tty": false]) { _ = try await $0.startExec("e") },
    Sent(line: "POST /exec/e/start", body: ["Detach": true, "Tty": false]) { try await $0.detachExec("e") },
    Sent(line: "GET /exec/e/json") { _ = try await $0.execExitCode("e") },
    Sent(line: "GET /networks", query: ["filters": filters]) {
      _ = try await $0.networks(.labels("com.docker.compose.project=edge-01"))
    },
    Sent(line: "GET /networks/n") { _ = try await $0.inspectNetwork("n") },
    Sent(
      line: "POST /networks/create",
      body: [
        "Name": "n", "Driver": "bridge", "CheckDuplicate": true, "Internal": false, "EnableIPv6": true,
        "Labels": ["a": "b"], "Options": ["o": "p"],
      ]
    ) {
      _ = try await $0.createNetwork(
        NetworkConfiguration(name: "n", enablesIPv6: true, labels: ["a": "b"], options: ["o": "p"]))
    },
    Sent(line: "DELETE /networks/n") { try await $0.removeNetwork("n") },
    Sent(line: "POST /networks/n/connect", body: ["Container": "k0s", "EndpointConfig": ["Aliases": ["zerotier"]]]) {
      try await $0.connect("k0s", to: "n", as: NetworkEndpoint(aliases: ["zerotier"]))
    },
    Sent(line: "POST /networks/n/disconnect", body: ["Container": "k0s", "Force": true]) {
      try await $0.disconnect("k0s", from: "n", force: true)
    },
    Sent(line: "GET /volumes", query: ["filters": #"{"name":["v"]}"#]) { _ = try await $0.volumes(["name": ["v"]]) },
    Sent(line: "GET /volumes/v") { _ = try await $0.inspectVolume("v") },
    Sent(
      line: "POST /volumes/create",
      body: ["Name": "v", "Driver": "local", "DriverOpts": ["type": "tmpfs", "device": "tmpfs"], "Labels": ["a": "b"]]
    ) {
      let options = ["type": "tmpfs", "device": "tmpfs"]
      _ = try await $0.createVolume(VolumeConfiguration(name: "v", options: options, labels: ["a": "b"]))
    },
    Sent(line: "DELETE /volumes/v", query: ["force": "false"]) { try await $0.removeVolume("v") },
    Sent(line: "GET /images/json") { _ = try await $0.images() },
    Sent(line: "GET /images/docker.io/library/busybox:1/json") {
      _ = try await $0.inspectImage(try ImageReference("busybox:1"))
    },
    Sent(
      line: "POST /images/create",
      query: ["fromImage": "docker.io/library/busybox", "tag": "latest", "platform": "linux/arm64"]
    ) { _ = try await $0.pull(try ImageReference("busybox"), platform: "linux/arm64") },
    Sent(line: "POST /images/load", query: ["quiet": "true"]) { try await $0.loadImages([0]) },
    Sent(line: "GET /events", query: ["since": "1.000000000", "filters": #"{"type":["container"]}"#]) {
      _ = try await $0.events(since: Timestamp(seconds: 1), ["type": ["container"]])
    },
    Sent(line: "GET /info") { _ = try await $0.info() },
    Sent(line: "GET /version") { _ = try await $0.version() },
    Sent(line: "GET /libpod/containers/k0s/healthcheck") { _ = try await $0.runHealthCheck(of: "k0s") },
  ]

  @Test(arguments: all)
  func `a method makes its one call`(sent: Sent) async throws {
    let isLibpod = sent.line.contains("/libpod/")
    let stub = StubEngine(isLibpod ? .podman : .docker)
    let engine = try await Engine.connect(stub)
    // Most are refused by an engine that holds nothing; here only what was sent counts.
    try? await sent.send(engine)
    let calls = stub.calls.dropFirst()
    #expect(calls.map(\.description) == [sent.line])
    #expect(calls.first?.query == sent.query)
    #expect(calls.first?.version == (isLibpod ? "v4.0.0" : "v1.51"))
    if let body = sent.body { #expect(calls.first?.json == body) }
  }

  @Test func `credentials go in the header that registries' clients send`() async throws {
    let stub = StubEngine(.docker)
    let engine = try await Engine.connect(stub)
    let credentials = RegistryCredentials.password(user: "lab", password: "s>c?et", server: "localhost:5443")
    _ = try? await engine.pull(try ImageReference("localhost:5443/x"), credentials: credentials)
    // Of the URL's alphabet, padded.
    #expect(
      stub.calls.last?.headers["x-registry-auth"]
        == "eyJwYXNzd29yZCI6InM-Yz9ldCIsInNlcnZlcmFkZHJlc3MiOiJsb2NhbGhvc3Q6NTQ0MyIsInVzZXJuYW1lIjoibGFiIn0=")
    #expect(!"\(credentials)".contains("s>c?et"))
    #expect(!String(reflecting: credentials).contains("s>c?et"))
  }
}
