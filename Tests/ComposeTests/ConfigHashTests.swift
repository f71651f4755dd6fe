import Testing

@testable import Compose

@Suite struct ConfigHashTests {
  private func service(_ change: (inout Service) -> Void = { _ in }) -> Service {
    var service = Service(name: "a")
    service.image = "x"
    service.secrets = [FileGrant("s", at: "/s")]
    change(&service)
    return service
  }

  private func hash(_ service: Service, secret: String = "1") -> String {
    ConfigHash.of(service, secrets: ["s": Fingerprint(of: Array(secret.utf8), project: "p")])
  }

  @Test func `equal services have equal hashes`() {
    #expect(hash(service()) == hash(service()))
    #expect(hash(service()).count == 64)
  }

  @Test func `a change of what the container is made from changes the hash`() {
    #expect(hash(service()) != hash(service { $0.image = "y" }))
    #expect(hash(service()) != hash(service(), secret: "2"))
  }

  @Test func `what a service waits for does not change the hash`() {
    #expect(hash(service()) == hash(service { $0.dependsOn = [Dependency(on: "b", .healthy, restart: true)] }))
  }

  @Test func `equal secrets of two projects do not show as equal`() {
    #expect(Fingerprint(of: [1], project: "p") != Fingerprint(of: [1], project: "q"))
    #expect(Fingerprint(of: [1], project: "p").description.count == 12)
  }
}
