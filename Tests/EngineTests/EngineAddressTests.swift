import HTTP
import Testing

@testable import Engine

@Suite struct EngineAddressTests {
  @Test(arguments: [
    ("unix:///run/podman/podman.sock", EngineAddress.direct(.unix(path: "/run/podman/podman.sock"))),
    ("tcp://10.0.0.1:2375", .direct(.tcp(host: "10.0.0.1", port: 2375, tls: nil))),
    ("tcp://engine", .direct(.tcp(host: "engine", port: 2375, tls: nil))),
    ("tcp://[fd00::1]:2375", .direct(.tcp(host: "fd00::1", port: 2375, tls: nil))),
    ("ssh://host", .ssh(host: "host", user: nil, port: nil, path: nil)),
    (
      "ssh://root@host:2222/run/podman/podman.sock",
      .ssh(host: "host", user: "root", port: 2222, path: "/run/podman/podman.sock")
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
    ("remote-1", .context("remote-1")), ("unix:///x", .address(.direct(.unix(path: "/x")))),
  ])
  func `a selector is one of the words, a URL, or a context's name`(text: String, selector: EngineSelector) throws {
    #expect(try EngineSelector(text) == selector)
  }

  @Test func `an engine behind ssh is refused with the way to reach it`() throws {
    let address = try EngineAddress("ssh://root@edge:2222")
    let error = #expect(throws: EngineError.self) { try address.endpoint }
    #expect(
      error?.description == "nodectl does not connect through ssh by itself: forward the socket of "
        + "ssh://root@edge:2222 with 'ssh -nNT -L /tmp/engine.sock:/var/run/docker.sock -p 2222 root@edge' "
        + "and use unix:///tmp/engine.sock")
  }
}
