import Glibc
import Ownership
import Testing

@testable import Host

@Suite struct ProcessPlacesTests {
  @Test func `this process is found with what the kernel tells of it`() throws {
    let own = try #require(ProcessPlaces.own)
    #expect(own.pid == getpid())
    #expect(own.startTime > 0)
    #expect(own.cgroup.hasPrefix("/"))
    #expect(ProcessPlaces.sharing(with: [getpid()]).contains(own))
  }

  @Test func `a pid that nobody has shares nothing`() {
    #expect(ProcessPlaces.sharing(with: [.max]).isEmpty)
  }
}
