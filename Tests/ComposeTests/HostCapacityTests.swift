import NodeSpec
import Testing

@testable import Compose

@Suite struct HostCapacityTests {
  private let host = HostCapacity(cpus: 8, memory: 16 << 30)

  @Test(
    arguments: [
      (ResourcesSection(cpus: 2), "cpu=6000m"),
      (ResourcesSection(cpus: 0.3333), "cpu=7667m"),
      (ResourcesSection(memory: 4 << 30), "memory=12288Mi"),
      (ResourcesSection(cpus: 4, memory: 8 << 30), "cpu=4000m,memory=8192Mi"),
      (ResourcesSection(cpus: 8, memory: 32 << 30), nil),
      (ResourcesSection(pids: 100), nil),
    ] as [(ResourcesSection, String?)])
  func `the rest of the host is reserved`(resources: ResourcesSection, reserved: String?) {
    #expect(host.reserved(from: resources) == reserved)
  }

  @Test func `a few pages more or less of memory change nothing, and never leave the pods more than the limit`() {
    let limit = ResourcesSection(memory: 4 << 30)
    let less = HostCapacity(cpus: 8, memory: (16 << 30) - 300_000)
    #expect(less.reserved(from: limit) == host.reserved(from: limit))
  }
}
