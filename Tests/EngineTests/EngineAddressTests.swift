import HTTP
import Testing

@testable import Engine

@Suite struct EngineAddressTests {
  @Test(arguments: [
    ("unix:///run/podman/podman.sock", EngineAddress.direct(.unix(path: "/run/podman/podman.sock"))),
    ("tcp://10.0.0.1:2375", .direct(.tcp(host: "10.0.0.1", port: 2375, tls: nil))),
    ("tcp://engine", .direct(.tcp(host: "engine", port: 2375, tls: nil))),
    ("tcp://[fd00::1]:2375", .direct(.tcp(host: "fd00::1", port: 2375, tls: nil))),
    ("ssh://host", .ssh(SSHTarget(host: "host"), socket: nil)),
    (
      "ssh://root@host:2222/run/podman/podman.sock",
      .ssh(SSHTarget(host: "host", user: "root", port: 2222), socket: "/run/podman/podman.sock")
    ),
  ])
  func `an address is read`(text: String, address: EngineAddress) throws {
    #expect(try EngineAddress(text) == address)
  }

  @Test func `TLS changes TCP's usual port`() throws {
    let tls = TLSFiles(authority: "/ca.pem")
    #expect(try EngineAddress("tcp://engine", tls: tls) == .direct(.tcp(host: "engine", port: 2376, tls: tls)))
  }

  @Test(arguments: [
    "", "unix://relative.sock", "tcp://", "tcp://host:0", "tcp://host:99999", "tcp://host/path", "npipe:////./pipe/x",
    "ssh://user:password@host", "ssh://host?x", "ssh://@host", "ssh://", "http://host", "/run/docker.sock",
  ])
  func `what is no address is refused with a reason`(text: String) {
    #expect(throws: EngineAddressError.self) { try EngineAddress(text) }
  }

  @Test(arguments: [
    ("auto", EngineSelector.automatic), ("docker", .product(.docker)), ("podman", .product(.podman)),
    ("remote-1", .named("remote-1")), ("unix:///x", .address(.direct(.unix(path: "/x")))),
  ])
  func `a selector is one of the words, a URL, or the name of a context or connection`(
    text: String, selector: EngineSelector
  ) throws {
    #expect(try EngineSelector(text) == selector)
  }

  @Test(arguments: ["ssh://host", "ssh://root@[fd00::1]:2222/run/podman/podman.sock", "ssh://op@edge/run/docker.sock"])
  func `an address behind ssh is written as it was read`(text: String) throws {
    #expect(try EngineAddress(text).description == text)
  }

  @Test func `ssh is told user, port and key as options, and a host that looks like one is none`() {
    let target = SSHTarget(host: "-oProxyCommand=x", user: "op", port: 2222, identity: "/keys/op")
    #expect(target.arguments == ["-l", "op", "-p", "2222", "-i", "/keys/op", "--", "-oProxyCommand=x"])
    #expect(SSHTarget(host: "edge").arguments == ["--", "edge"])
  }
}
