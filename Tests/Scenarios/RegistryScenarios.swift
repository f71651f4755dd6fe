import FoundationEssentials
import TestSupport
import Testing

/// A registry of the tests' own that wants a login, and is reached by TLS.
@Suite(.engineTest, .serialized) struct RegistryScenarios {
  private let host = TestHost.plain
  private static let registry = "localhost:5443"
  private static let (user, password) = ("lab", "hunter2-\(UInt32.random(in: 0 ... .max))")

  @Test(arguments: EngineKind.allCases)
  func `an image that only a login opens: refused with who was tried, pulled with the right one, never a secret shown`(
    engine: EngineKind
  ) async throws {
    try await startPrivateRegistry()
    let image = "\(Self.registry)/private/k0s:v1.34.1-k0s.0"
    try await push("docker.io/k0sproject/k0s:v1.34.1-k0s.0", as: image)
    _ = try await host.run([engine.rawValue, "rmi", image])
    let spec = { (text: String) in text.replacing("k0s:\n", with: "k0s:\n  image: \(image)\n") }
    try await ScenarioNode.with("private", on: engine, spec: spec) { node in
      let login = "\(node.directory)/\(engine == .docker ? "config.json" : "auth.json")"
      let none = try await up(node)
      #expect(none.status == 1)
      #expect(none.errors.contains("no login for \(Self.registry) was found in \(login)"), "\(none.errors)")

      try await write(login, in: node, password: "wrong-\(Self.password)")
      let wrong = try await up(node)
      #expect(wrong.status == 1)
      #expect(wrong.errors.contains("the login that was tried is \(Self.user) at \(Self.registry), from \(login)"))

      try await write(login, in: node, password: Self.password)
      let right = try await up(node)
      #expect(right.status == 0, "\(right.errors)")
      for result in [none, wrong, right] {
        #expect(!result.errors.contains(Self.password) && !result.output.contains(Self.password))
      }
      _ = try await node.nodectl("down", "--volumes")
      _ = try await host.run([engine.rawValue, "rmi", image])

      try await installHelper()
      try await node.write(
        "{\"credHelpers\": {\"\(Self.registry)\": \"scenario\"}}", to: String(login.dropFirst(node.directory.count + 1))
      )
      let helped = try await up(node)
      #expect(helped.status == 0, "\(helped.errors)")
      _ = try await node.nodectl("down", "--volumes")
      _ = try await host.run([engine.rawValue, "rmi", image])
    }
  }

  private func up(_ node: ScenarioNode) async throws -> CommandResult {
    let login = "\(node.engine == .docker ? "DOCKER_CONFIG=" : "REGISTRY_AUTH_FILE=")\(node.directory)"
    return try await host.run([
      "env", node.engine == .docker ? login : login + "/auth.json", "sh", "-c",
      "cd \"$0\" && exec nodectl up --wait healthy --timeout 60s --progress plain", node.directory,
    ])
  }

  private func write(_ path: String, in node: ScenarioNode, password: String) async throws {
    let auth = Data("\(Self.user):\(password)".utf8).base64EncodedString()
    let name = String(path.dropFirst(node.directory.count + 1))
    try await node.write("{\"auths\": {\"\(Self.registry)\": {\"auth\": \"\(auth)\"}}}", to: name)
  }

  /// A credential helper that knows the one login.
  private func installHelper() async throws {
    let script = """
      #!/bin/sh
      read -r server
      [ "$1 $server" = "get \(Self.registry)" ] || { echo 'credentials not found in native keychain'; exit 1; }
      echo '{"ServerURL": "\(Self.registry)", "Username": "\(Self.user)", "Secret": "\(Self.password)"}'
      """
    let path = "/usr/local/bin/docker-credential-scenario"
    try await host.output(of: ["sh", "-c", "cat >\"$0\" && chmod 755 \"$0\"", path], input: script)
  }

  private func startPrivateRegistry() async throws {
    try await host.makeCertificates()
    let configuration = """
      version: 0.1
      log: {level: warn}
      storage: {filesystem: {rootdirectory: /var/lib/private-registry}}
      http:
        addr: 127.0.0.1:5443
        tls: {certificate: \(TestHost.certificates)/server.pem, key: \(TestHost.certificates)/server.key}
      auth: {htpasswd: {realm: lab, path: /run/private-registry.htpasswd}}
      """
    try await host.output(
      of: [
        "sh", "-c",
        """
        cat >/run/private-registry.yml
        htpasswd -Bbc /run/private-registry.htpasswd "$1" "$2" 2>/dev/null
        for tool in docker containers; do install -D -m 644 "$3/ca.pem" "/etc/$tool/certs.d/$0/ca.crt"; done
        [ "$(curl -sk -o /dev/null -w '%{http_code}' "https://$0/v2/")" = 401 ] && exit
        setsid docker-registry serve /run/private-registry.yml >/var/log/private-registry.log 2>&1 </dev/null &
        """, Self.registry, Self.user, Self.password, TestHost.certificates,
      ], input: configuration)
    let ask = ["curl", "-sk", "-o", "/dev/null", "-w", "%{http_code}", "https://\(Self.registry)/v2/"]
    try await eventually { try await host.run(ask).output == "401" }
  }

  private func push(_ image: String, as name: String) async throws {
    let login = "DOCKER_CONFIG=/run/private-registry"
    try await host.output(
      of: ["env", login, "docker", "login", "--username", Self.user, "--password-stdin", Self.registry],
      input: Self.password)
    try await host.output(of: ["docker", "tag", image, name])
    try await host.output(of: ["env", login, "docker", "push", name])
    try await host.output(of: ["docker", "rmi", name])
  }
}
