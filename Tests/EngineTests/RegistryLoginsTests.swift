import Images
import Testing

@testable import Engine

/// The rules are those of `docker` and of containers-auth.json(5).
@Suite struct RegistryLoginsTests {
  private func login(
    _ image: String, of product: Product, environment: [String: String] = [:], files: [String: String]
  ) throws -> (login: RegistryLogin?, looked: [String]) {
    let host = HostFiles(read: { files[$0] }, resolve: { _ in nil })
    let environment = environment.merging(["HOME": "/home/op"]) { $1 }
    return try RegistryLogins(environment: environment, userID: 1000, files: host)
      .find(for: try ImageReference(image), of: product)
  }

  private let docker = "/home/op/.docker/config.json"
  // user:one, user:two, user:three
  private let one = "dXNlcjpvbmU="
  private let two = "dXNlcjp0d28="
  private let three = "dXNlcjp0aHJlZQ=="

  private func password(_ password: String, _ server: String, in place: String) -> RegistryLogin {
    RegistryLogin(kind: .credentials(.password(user: "user", password: password, server: server)), place: place)
  }

  // MARK: Docker

  @Test func `docker's login of a registry is found in its file, the hub's under its old URL`() throws {
    let text =
      #"{"auths":{"https://index.docker.io/v1/":{"auth":"\#(one)"},"registry.example:5000":{"auth":"\#(two)"}}}"#
    let files = [docker: text]
    #expect(
      try login("busybox", of: .docker, files: files).login
        == password("one", "https://index.docker.io/v1/", in: docker))
    #expect(
      try login("registry.example:5000/x", of: .docker, files: files).login
        == password("two", "registry.example:5000", in: docker))
    let other = try login("registry.example/x", of: .docker, files: files)
    #expect(other.login == nil)
    #expect(other.looked == [docker])
  }

  @Test func `DOCKER_CONFIG moves the file, and DOCKER_AUTH_CONFIG goes before it`() throws {
    let files = ["/etc/d/config.json": #"{"auths":{"r.example":{"auth":"\#(one)"}}}"#]
    let environment = ["DOCKER_CONFIG": "/etc/d", "DOCKER_AUTH_CONFIG": #"{"auths":{"q.example":{"auth":"\#(two)"}}}"#]
    let found = try login("r.example/x", of: .docker, environment: environment, files: files)
    #expect(found.login == password("one", "r.example", in: "/etc/d/config.json"))
    #expect(found.looked == ["DOCKER_AUTH_CONFIG", "/etc/d/config.json"])
    #expect(
      try login("q.example/x", of: .docker, environment: environment, files: files).login
        == password("two", "q.example", in: "DOCKER_AUTH_CONFIG"))
  }

  @Test func `the registry's own helper goes before the store of all`() throws {
    let files = [docker: #"{"auths":{"r.example":{}},"credHelpers":{"r.example":"ecr"},"credsStore":"secretservice"}"#]
    #expect(
      try login("r.example/x", of: .docker, files: files).login?.kind == .helper(name: "ecr", server: "r.example"))
    #expect(
      try login("busybox", of: .docker, files: files).login?.kind
        == .helper(name: "secretservice", server: "https://index.docker.io/v1/"))
  }

  @Test func `an identity token goes before a password`() throws {
    let files = [docker: #"{"auths":{"r.example":{"auth":"\#(one)","identitytoken":"t"}}}"#]
    #expect(
      try login("r.example/x", of: .docker, files: files).login?.kind
        == .credentials(.identityToken("t", server: "r.example")))
  }

  // MARK: Podman

  @Test func `podman's files are looked at in its order, and then docker's`() throws {
    let places = ["/run/containers/1000/auth.json", "/home/op/.config/containers/auth.json", docker]
    let nothing = try login("r.example/x", of: .podman, files: [:])
    #expect(nothing.login == nil)
    #expect(nothing.looked == places)
    let texts = [one, two, three].map { #"{"auths":{"r.example":{"auth":"\#($0)"}}}"# }
    for (first, expected) in ["one", "two", "three"].enumerated() {
      let files = Dictionary(uniqueKeysWithValues: zip(places, texts).dropFirst(first))
      #expect(
        try login("r.example/x", of: .podman, files: files).login
          == password(expected, "r.example", in: places[first]))
    }
  }

  @Test func `REGISTRY_AUTH_FILE is the only file, XDG_RUNTIME_DIR has the first`() throws {
    let text = #"{"auths":{"r.example":{"auth":"\#(one)"}}}"#
    let chosen = try login(
      "r.example/x", of: .podman, environment: ["REGISTRY_AUTH_FILE": "/a.json"], files: [docker: text])
    #expect(chosen.login == nil)
    #expect(chosen.looked == ["/a.json"])
    let environment = ["XDG_RUNTIME_DIR": "/run/user/1000"]
    let file = "/run/user/1000/containers/auth.json"
    #expect(
      try login("r.example/x", of: .podman, environment: environment, files: [file: text]).login
        == password("one", "r.example", in: file))
  }

  @Test func `the nearest namespace's login counts for podman, and none of another namespace`() throws {
    let file = "/run/containers/1000/auth.json"
    let text =
      #"{"auths":{"r.example":{"auth":"\#(one)"},"r.example/a":{"auth":"\#(two)"},"r.example/a/b":{"auth":"\#(three)"}}}"#
    for (image, expected) in [("r.example/a/b", "three"), ("r.example/a/c", "two"), ("r.example/ab/c", "one")] {
      let login = try login(image, of: .podman, files: [file: text]).login
      guard case .credentials(.password(_, let found, _))? = login?.kind else {
        Issue.record("\(image): no login")
        continue
      }
      #expect(found == expected, "\(image)")
    }
    let foreign = #"{"auths":{"r.example/a":{"auth":"\#(two)"}}}"#
    #expect(try login("r.example/b/c", of: .podman, files: [file: foreign]).login == nil)
  }

  @Test func `podman knows the hub under docker's URL`() throws {
    let files = [docker: #"{"auths":{"https://index.docker.io/v1/":{"auth":"\#(one)"}}}"#]
    #expect(try login("busybox", of: .podman, files: files).login?.place == docker)
  }

  // MARK: Failures and secrets

  @Test(arguments: [
    "{", #"{"auths":{"r.example":{"auth":"c2VjcmV0"}}}"#, #"{"auths":{"r.example":{"auth":"!secret!"}}}"#,
  ])
  func `a file that is none of logins is named, and nothing of it is shown`(text: String) throws {
    for product in Product.allCases {
      let error = #expect(throws: RegistryLoginError.self) {
        try login("r.example/x", of: product, files: [docker: text])
      }
      let words = try #require(error).description
      #expect(words.hasPrefix(docker))
      #expect(!words.contains("secret") && !words.contains("c2VjcmV0"))
    }
  }

  @Test func `what a helper prints is a password, or a token`() throws {
    func read(_ text: String) -> RegistryCredentials? {
      RegistryCredentials(helperOutput: Array(text.utf8), server: "r")
    }
    #expect(
      read(#"{"ServerURL":"r","Username":"u","Secret":"s"}"#) == .password(user: "u", password: "s", server: "r"))
    #expect(read(#"{"ServerURL":"r","Username":"<token>","Secret":"s"}"#) == .identityToken("s", server: "r"))
    #expect(read("nothing") == nil)
  }

  @Test func `a refusal names the user and the place, or where no login was found, and never a password`() throws {
    let image = try ImageReference("r.example/x")
    let credentials = RegistryCredentials.password(user: "user", password: "hunter2", server: "r.example")
    let tried = RegistryAccess(image, credentials, in: docker, looked: [docker]).words(of: .docker)
    #expect(
      tried
        == "the login that was tried is user at r.example, from \(docker): if that is not right, docker login r.example"
    )
    let none = RegistryAccess(image, nil, in: nil, looked: ["/a", "/b"]).words(of: .podman)
    #expect(none == "no login for r.example was found in /a, /b: podman login r.example")
  }
}
