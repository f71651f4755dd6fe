import TestSupport
import Testing

@testable import Runtimes

/// What `runtime.registries` becomes: containerd's directory of hosts, and the registries.conf that CRI-O reads.
@Suite struct RegistryFilesTests {
  private let registries = """
    registries: {
      docker.io: {mirrors: ["https://mirror.example.com:5000", "https://hub.example.com/proxy/"], ca: ca.pem},
      "plain.example.com:8080": {mirrors: ["http://10.0.0.1"], capabilities: [pull]},
      own.example.com: {skipVerify: true}}
    """

  @Test func `containerd: a drop-in names the directory, and each registry has a file there`() throws {
    let (files, problems) = try makeFiles("kind: containerd, \(registries)", ["ca.pem": certificate])
    #expect(problems == [])
    let text = files.map { "\($0.path):\n\($0.content)" }.joined(separator: "\n")
    #expect(
      text == """
        /etc/k0s/containerd.d/nodectl-registries.toml:
        # Made by nodectl from runtime.registries.
        version = 2

        [plugins."io.containerd.grpc.v1.cri".registry]
        config_path = "/etc/k0s/containerd.d/certs.d"

        /etc/k0s/containerd.d/certs.d/docker.io/hosts.toml:
        # Made by nodectl from runtime.registries.
        server = "https://registry-1.docker.io"

        [host."https://mirror.example.com:5000"]
        capabilities = ["pull", "resolve"]
        ca = "ca.crt"

        [host."https://hub.example.com/v2/proxy"]
        capabilities = ["pull", "resolve"]
        ca = "ca.crt"
        override_path = true

        /etc/k0s/containerd.d/certs.d/docker.io/ca.crt:
        \(certificate)
        /etc/k0s/containerd.d/certs.d/plain.example.com_8080_/hosts.toml:
        # Made by nodectl from runtime.registries.
        server = "https://plain.example.com:8080"

        [host."http://10.0.0.1"]
        capabilities = ["pull"]

        /etc/k0s/containerd.d/certs.d/own.example.com/hosts.toml:
        # Made by nodectl from runtime.registries.
        server = "https://own.example.com"

        [host."https://own.example.com"]
        capabilities = ["pull", "resolve"]
        skip_verify = true

        """)
  }

  @Test func `CRI-O: one file has all registries, and each mirror its certificate`() throws {
    let (files, problems) = try makeFiles(registries, ["ca.pem": certificate])
    #expect(problems == [])
    let text = files.map { "\($0.path):\n\($0.content)" }.joined(separator: "\n")
    #expect(
      text == """
        /etc/containers/registries.conf.d/nodectl.conf:
        # Made by nodectl from runtime.registries.

        [[registry]]
        prefix = "docker.io"
        location = "docker.io"

        [[registry.mirror]]
        location = "mirror.example.com:5000"

        [[registry.mirror]]
        location = "hub.example.com/proxy"

        [[registry]]
        prefix = "plain.example.com:8080"
        location = "plain.example.com:8080"

        [[registry.mirror]]
        location = "10.0.0.1"
        insecure = true
        pull-from-mirror = "digest-only"

        [[registry]]
        prefix = "own.example.com"
        location = "own.example.com"
        insecure = true

        /etc/containers/certs.d/mirror.example.com:5000/ca.crt:
        \(certificate)
        /etc/containers/certs.d/hub.example.com/ca.crt:
        \(certificate)
        """)
  }

  @Test(.enabled("no python3 with tomllib to compare with") { await Python.has("tomllib") })
  func `another's parser takes every file`() async throws {
    for kind in ["crio-krun", "containerd"] {
      let (files, _) = try makeFiles("kind: \(kind), \(registries)", ["ca.pem": certificate])
      for file in files where !file.path.hasSuffix(".crt") {
        _ = try await Python.lines(of: "import sys, tomllib; tomllib.loads(sys.stdin.read())", input: file.content)
      }
    }
  }

  @Test func `containerd 2 is told by its own name of the plugin`() throws {
    let (files, _) = try makeFiles(
      "kind: containerd, registries: {own.example.com: {skipVerify: true}}", [:], k0s: "v1.36.1+k0s.0")
    #expect(
      files.first?.content.contains("version = 3\n\n[plugins.\"io.containerd.cri.v1.images\".registry]\n") == true)
  }

  @Test(arguments: [
    ("", "ca.pem:1:1: error: there is no certificate in this file"),
    ("-----BEGIN EC PRIVATE KEY-----\n", "ca.pem:1:1: error: there is a private key in this file"),
  ])
  func `what is no certificate, or more than one, is refused`(text: String, problem: String) throws {
    let (_, problems) = try makeFiles("registries: {own.example.com: {ca: ca.pem}}", ["ca.pem": text])
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix(problem) == true, "\(problems)")
  }

  @Test func `a drop-in may not take the place of the registries`() throws {
    let dropIn = "version = 2\n[plugins.'io.containerd.grpc.v1.cri'.registry]\nconfig_path = '/x'\n"
    let (_, problems) = try makeFiles(
      "kind: containerd, dropIns: [a.toml], registries: {own.example.com: {skipVerify: true}}", ["a.toml": dropIn])
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix("a.toml:2:38: error: this would go over what") == true, "\(problems)")
  }

  private let certificate = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n"
}
