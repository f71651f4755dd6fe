import HTTP
import Testing

@testable import Engine

@Suite struct EngineResolverTests {
  private func candidates(
    _ selector: EngineSelector = .automatic, environment: [String: String] = [:], files: [String: String] = [:],
    sockets: [String: String] = [:]
  ) throws -> [String] {
    let host = HostFiles(read: { files[$0] }, resolve: { sockets[$0] ?? (files[$0] == nil ? nil : $0) })
    let environment = environment.merging(["HOME": "/home/op"]) { $1 }
    let resolver = EngineResolver(environment: environment, userID: 1000, files: host)
    return try resolver.candidates(for: selector).map(\.description)
  }

  private let both = ["/run/podman/podman.sock": "/run/podman/podman.sock", "/var/run/docker.sock": "/run/docker.sock"]

  @Test func `without a word from anybody the usual sockets are tried, Podman's first, the system's before one's own`()
    throws
  {
    let own = [
      "/run/user/1000/podman/podman.sock": "/run/user/1000/podman/podman.sock",
      "/run/user/1000/docker.sock": "/run/user/1000/docker.sock",
    ]
    #expect(
      try candidates(sockets: both.merging(own) { $1 }) == [
        "unix:///run/podman/podman.sock (found)", "unix:///var/run/docker.sock (found)",
        "unix:///run/user/1000/podman/podman.sock (found)", "unix:///run/user/1000/docker.sock (found)",
      ])
  }

  @Test func `a socket that goes by two names is one candidate`() throws {
    let sockets = [
      "/run/podman/podman.sock": "/run/podman/podman.sock", "/var/run/docker.sock": "/run/podman/podman.sock",
    ]
    #expect(try candidates(sockets: sockets) == ["unix:///run/podman/podman.sock (found)"])
  }

  @Test func `what the environment says comes in order, and no socket after it`() throws {
    let environment = ["DOCKER_HOST": "tcp://b:2375", "CONTAINER_HOST": "unix:///a.sock", "DOCKER_CONTEXT": "unused"]
    #expect(
      try candidates(environment: environment, sockets: both) == [
        "unix:///a.sock (from CONTAINER_HOST)", "tcp://b:2375 (from DOCKER_HOST)",
      ])
  }

  @Test func `a product's name leaves the other product's settings aside`() throws {
    let environment = ["DOCKER_HOST": "tcp://b:2375", "CONTAINER_HOST": "unix:///a.sock"]
    #expect(try candidates(.product(.docker), environment: environment) == ["tcp://b:2375 (from DOCKER_HOST)"])
    #expect(try candidates(.product(.podman), environment: environment) == ["unix:///a.sock (from CONTAINER_HOST)"])
    #expect(try candidates(.product(.docker), sockets: both) == ["unix:///var/run/docker.sock (found)"])
  }

  @Test func `an address that is asked for is the only one`() throws {
    let selector = EngineSelector.address(try EngineAddress("unix:///x.sock"))
    #expect(try candidates(selector, environment: ["DOCKER_HOST": "tcp://b"], sockets: both) == ["unix:///x.sock"])
  }

  @Test func `DOCKER_TLS_VERIFY gives TCP addresses the files that are there`() throws {
    let environment = ["DOCKER_HOST": "tcp://b", "DOCKER_TLS_VERIFY": "1", "DOCKER_CERT_PATH": "/certs", "HOME": "/h"]
    let host = HostFiles(read: { _ in nil }, resolve: { $0 == "/certs/key.pem" ? nil : $0 })
    let resolver = EngineResolver(environment: environment, userID: 0, files: host)
    let tls = TLSFiles(authority: "/certs/ca.pem", certificate: "/certs/cert.pem")
    let expected = EngineAddress.direct(.tcp(host: "b", port: 2376, tls: tls))
    #expect(try resolver.candidates(for: .automatic).map(\.address) == [expected])
    let asked = EngineSelector.address(.direct(.tcp(host: "c", port: 2376, tls: nil)))
    #expect(
      try resolver.candidates(for: asked).map(\.address) == [.direct(.tcp(host: "c", port: 2376, tls: tls))])
  }

  // MARK: Docker's contexts

  // The directory is the SHA-256 of the name.
  private let meta =
    "/home/op/.docker/contexts/meta/b71199ebd070b36beab7317920c2c2f1d777df8d05e5527d8458fda57cb17a7a/meta.json"
  private let context =
    #"{"Name":"remote","Metadata":{},"Endpoints":{"docker":{"Host":"ssh://op@edge","SkipTLSVerify":false}}}"#

  @Test func `the current context is where to go`() throws {
    let files = ["/home/op/.docker/config.json": #"{"auths":{},"currentContext":"remote"}"#, meta: context]
    #expect(
      try candidates(files: files, sockets: both) == [
        "ssh://op@edge/var/run/docker.sock (from the docker context 'remote')"
      ])
  }

  @Test func `DOCKER_CONTEXT wins over the current context, and the default one is the usual socket`() throws {
    let files = ["/home/op/.docker/config.json": #"{"currentContext":"remote"}"#, meta: context]
    #expect(
      try candidates(.product(.docker), environment: ["DOCKER_CONTEXT": "default"], files: files, sockets: both) == [
        "unix:///var/run/docker.sock (found)"
      ])
  }

  @Test func `a context that is asked for by name is found, a name that nobody knows is told with both files`() throws {
    #expect(
      try candidates(.named("remote"), files: [meta: context]) == [
        "ssh://op@edge/var/run/docker.sock (from the docker context 'remote')"
      ])
    let error = #expect(throws: EngineResolutionError.self) { try candidates(.named("remote")) }
    #expect(error == .unknownName("remote", context: meta, connections: connections))
  }

  @Test func `a context's TLS files are those beside it`() throws {
    let context = #"{"Name":"remote","Endpoints":{"docker":{"Host":"tcp://edge:2376"}}}"#
    let tls = meta.replacing("/meta/", with: "/tls/").replacing("/meta.json", with: "/docker")
    let host = HostFiles(
      read: { [meta] in $0 == meta ? context : nil },
      resolve: { [meta] in [meta, tls, "\(tls)/ca.pem", "\(tls)/cert.pem", "\(tls)/key.pem"].contains($0) ? $0 : nil })
    let resolver = EngineResolver(environment: ["HOME": "/home/op"], userID: 0, files: host)
    let files = TLSFiles(authority: "\(tls)/ca.pem", certificate: "\(tls)/cert.pem", key: "\(tls)/key.pem")
    #expect(
      try resolver.candidates(for: .named("remote")).map(\.address) == [
        .direct(.tcp(host: "edge", port: 2376, tls: files))
      ])
  }

  // MARK: ssh

  @Test func `a host that is asked for without a socket may have either engine's, a tool's setting means its own`()
    throws
  {
    let selector = EngineSelector.address(try EngineAddress("ssh://edge"))
    #expect(try candidates(selector) == ["ssh://edge/run/podman/podman.sock", "ssh://edge/var/run/docker.sock"])
    #expect(
      try candidates(environment: ["DOCKER_HOST": "ssh://a", "CONTAINER_HOST": "ssh://b"]) == [
        "ssh://b/run/podman/podman.sock (from CONTAINER_HOST)", "ssh://a/var/run/docker.sock (from DOCKER_HOST)",
      ])
  }

  @Test func `CONTAINER_SSHKEY is the key for CONTAINER_HOST`() throws {
    let environment = [
      "CONTAINER_HOST": "ssh://b/p.sock", "CONTAINER_SSHKEY": "/keys/b", "DOCKER_HOST": "ssh://b/d.sock",
    ]
    let host = HostFiles(read: { _ in nil }, resolve: { _ in nil })
    let addresses = try EngineResolver(environment: environment, userID: 0, files: host).candidates(for: .automatic)
    #expect(
      addresses.map(\.address) == [
        .ssh(SSHTarget(host: "b", identity: "/keys/b"), socket: "/p.sock"),
        .ssh(SSHTarget(host: "b"), socket: "/d.sock"),
      ])
  }

  // MARK: Podman's connections

  private let connections = "/home/op/.config/containers/podman-connections.json"
  private let connection =
    #"{"Connection":{"Default":"edge","Connections":{"edge":{"URI":"ssh://root@edge:22/run/podman/podman.sock"}}},"Farm":{}}"#

  @Test func `Podman's default connection is the last resort`() throws {
    let files = [connections: connection]
    let edge = "ssh://root@edge:22/run/podman/podman.sock (from the podman connection 'edge')"
    #expect(try candidates(files: files, sockets: both).first == "unix:///run/podman/podman.sock (found)")
    #expect(try candidates(files: files) == [edge])
    #expect(try candidates(environment: ["CONTAINER_CONNECTION": "edge"], files: files, sockets: both) == [edge])
  }

  @Test func `CONTAINER_CONNECTION goes before CONTAINER_HOST, as for podman`() throws {
    let environment = ["CONTAINER_CONNECTION": "edge", "CONTAINER_HOST": "unix:///a.sock"]
    #expect(
      try candidates(environment: environment, files: [connections: connection]) == [
        "ssh://root@edge:22/run/podman/podman.sock (from the podman connection 'edge')"
      ])
  }

  @Test func `a connection that is asked for by name is found where no context has it`() throws {
    #expect(
      try candidates(.named("edge"), files: [connections: connection]) == [
        "ssh://root@edge:22/run/podman/podman.sock (from the podman connection 'edge')"
      ])
  }

  @Test func `connections of containers.conf are known, a later file wins, and the JSON file over all`() throws {
    func destination(_ name: String, _ host: String) -> String {
      "[engine.service_destinations.\(name)]\nuri = \"ssh://\(host)/p.sock\"\nidentity = \"/keys/\(host)\"\n"
    }
    let own = "/home/op/.config/containers/containers.conf"
    let texts = [
      "/etc/containers/containers.conf": "[engine]\nactive_service = \"a\"\n" + destination("a", "old")
        + destination("edge", "old"),
      own: destination("b", "old"), "\(own).d/10-b.conf": destination("b", "new"), connections: connection,
    ]
    let host = HostFiles(
      read: { texts[$0] }, resolve: { _ in nil }, names: { $0 == "\(own).d" ? ["10-b.conf", "README"] : [] })
    let resolver = EngineResolver(environment: ["HOME": "/home/op"], userID: 1000, files: host)
    func address(_ name: String) throws -> EngineAddress? { try resolver.candidates(for: .named(name)).first?.address }
    #expect(try address("a") == .ssh(SSHTarget(host: "old", identity: "/keys/old"), socket: "/p.sock"))
    #expect(try address("b") == .ssh(SSHTarget(host: "new", identity: "/keys/new"), socket: "/p.sock"))
    #expect(try address("edge")?.description == "ssh://root@edge:22/run/podman/podman.sock")
  }

  @Test func `a connection has its key and its certificates`() throws {
    let text = #"""
      {"Connection":{"Connections":{"s":{"URI":"ssh://edge/p.sock","Identity":"/keys/s"},
      "t":{"URI":"tcp://edge:8443","TLSCA":"/ca.pem","TLSCert":"/cert.pem","TLSKey":"/key.pem"}}}}
      """#
    let host = HostFiles(read: { [connections] in $0 == connections ? text : nil }, resolve: { _ in nil })
    let resolver = EngineResolver(environment: ["HOME": "/home/op"], userID: 1000, files: host)
    let tls = TLSFiles(authority: "/ca.pem", certificate: "/cert.pem", key: "/key.pem")
    #expect(
      try ["s", "t"].flatMap { try resolver.candidates(for: .named($0)).map(\.address) } == [
        .ssh(SSHTarget(host: "edge", identity: "/keys/s"), socket: "/p.sock"),
        .direct(.tcp(host: "edge", port: 8443, tls: tls)),
      ])
  }

  @Test func `a file of connections that cannot be read is named`() throws {
    let error = #expect(throws: EngineResolutionError.self) {
      try candidates(environment: ["CONTAINER_CONNECTION": "edge"], files: [connections: "{"])
    }
    guard case .unreadable(let file, _)? = error else { throw try #require(error) }
    #expect(file == connections)
  }

  @Test func `a connection that is not there is named with its file`() throws {
    let error = #expect(throws: EngineResolutionError.self) {
      try candidates(environment: ["CONTAINER_CONNECTION": "nosuch"], files: [connections: connection])
    }
    #expect(error == .unusableConnection("nosuch", file: connections))
  }

  // MARK: Failures

  @Test func `a bad address names the variable that holds it`() throws {
    let error = #expect(throws: EngineResolutionError.self) {
      try candidates(environment: ["DOCKER_HOST": "docker.sock"])
    }
    #expect(error?.description == "DOCKER_HOST: 'docker.sock' is not the address of an engine: it is no URL")
  }

  @Test func `where there is nothing, what was looked for is said`() throws {
    let error = #expect(throws: EngineResolutionError.self) { try candidates() }
    #expect(
      error
        == .noneFound(looked: [
          "/run/podman/podman.sock", "/var/run/docker.sock", "/run/user/1000/podman/podman.sock",
          "/run/user/1000/docker.sock",
        ]))
  }
}
