import TestSupport
import Testing

@testable import Engine

@Suite struct CapabilitiesTests {
  private func docker(_ api: Version) -> Capabilities {
    Capabilities(Ping(product: .docker, apiVersion: api, libpodVersion: nil), apiVersion: api)
  }

  private func podman(_ libpod: Version) -> Capabilities {
    let api = Version(1, 41)
    return Capabilities(Ping(product: .podman, apiVersion: api, libpodVersion: libpod), apiVersion: api)
  }

  @Test func `Docker's depend on the version that is spoken`() {
    #expect(!docker(Version(1, 43)).honoursStartInterval)
    #expect(docker(Version(1, 44)).honoursStartInterval)
    #expect(docker(Version(1, 41)).honoursCgroupNamespaceMode)
  }

  @Test func `Podman's depend on its own version`() {
    #expect(!podman(Version(5, 5, 2)).honoursCgroupNamespaceMode)
    #expect(podman(Version(5, 6)).honoursCgroupNamespaceMode)
    #expect(!podman(Version(6, 0)).honoursStartInterval)
    #expect(!podman(Version(6, 0)).runsHealthChecksItself)
  }
}
