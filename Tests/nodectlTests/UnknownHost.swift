import Doctor
import Engine
import HTTP
import Images
import Orchestrator
import Ownership
import Planning

/// A host of which nothing is known: what this machine has does not matter to the test.
struct UnknownHost: EngineHost {
  func facts(for _: HostQuestion) -> HostFacts { HostFacts() }
  func cgroup(at _: String) -> NodeCgroup? { nil }
  func usage(of _: String) async -> Int? { nil }
  func networkNamespace(of _: Int32) -> UInt64? { nil }
  func end(of _: Int32) async {}
  var runsSystemd: Bool { true }
  func makeDirectory(_: String) throws {}
  func lock(_: String, on _: Endpoint) throws -> LockAttempt { .taken(FreeLock()) }
  var sysctls: HostSysctls { HostSysctls([:]) }
  func access(to image: ImageReference, for _: Product) async throws -> RegistryAccess {
    RegistryAccess(image, nil, in: nil, looked: [])
  }
  func perform(_: HostRequest) async -> HostResponse? { nil }
  func handsProgram() -> [UInt8]? { nil }
}

/// Nobody else works on the nodes of a test.
private struct FreeLock: NodeLock {
  func release() {}
}
