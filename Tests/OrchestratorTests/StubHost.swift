import Doctor
import Engine
import HTTP
import Images
import Ownership
import Planning
import TestSupport

@testable import Orchestrator

/// A host of a test's own.
final class StubHost: EngineHost {
  struct State {
    var facts = HostFacts()
    var cgroups: [String] = []
    var cgroupError: (any Error)?
    var sysctls = HostSysctls.kubelet
    var canSetSysctls = true
    var runsKubelet = false
    var networkNamespaces: [Int32: UInt64] = [:]
    /// The processes that have ended.
    var ended: Set<Int32> = []
    var runsSystemd = true
    /// Who holds which lock.
    var locks: [String: String] = [:]
    var lockTries = 0
    /// What directories take, in bytes.
    var usage: [String: Int] = [:]
    /// What opens registries, by their names.
    var logins: [String: RegistryCredentials] = [:]
    /// Whether this user may do something to the host.
    var isRooted = false
    /// What does it then, in place of what root would find on a host where there is nothing else.
    var hands: (@Sendable (HostRequest) async -> HostResponse)?
    /// What a helper container runs, for who has no hands here.
    var program: [UInt8]?
  }

  private let monitor: Monitor<State>

  init(_ change: (inout State) -> Void = { _ in }) {
    var state = State()
    state.facts.isRoot = true
    change(&state)
    monitor = Monitor(state)
  }

  var state: State { monitor.withLock { $0 } }

  func change(_ body: (inout State) -> Void) { monitor.withLock { body(&$0) } }

  func facts(for _: HostQuestion) -> HostFacts {
    monitor.withLock { state in
      var facts = state.facts
      facts.sysctls = facts.sysctls ?? state.sysctls
      return facts
    }
  }

  func cgroup(at _: String) -> NodeCgroup? { state.facts.cgroup }
  func usage(of path: String) async -> Int? { state.usage[path] }
  func networkNamespace(of process: Int32) -> UInt64? { state.networkNamespaces[process] }
  func end(of process: Int32) async {
    try? await eventually { state.ended.contains(process) }
  }

  var runsSystemd: Bool { state.runsSystemd }

  private func make(_ cgroup: NodeCgroup) -> HostResponse {
    monitor.withLock { state in
      if let error = state.cgroupError { return .failed("\(error)") }
      state.cgroups.append(cgroup.path)
      state.facts.cgroup = NodeCgroup(
        path: cgroup.path, rootControllers: Set(cgroup.demanded), controllers: Set(cgroup.demanded))
      return .done
    }
  }

  func makeDirectory(_: String) throws {}

  func lock(_ node: String, on engine: Endpoint) throws -> LockAttempt {
    monitor.withLock { state in
      let name = "\(node)@\(engine)"
      state.lockTries += 1
      guard state.locks[name] == nil else { return .held(by: state.locks[name] ?? "") }
      state.locks[name] = "nodectl up (pid 1)"
      return .taken(Lock(host: self, name: name))
    }
  }

  private struct Lock: NodeLock {
    let host: StubHost
    let name: String

    func release() { host.change { $0.locks[name] = nil } }
  }

  var sysctls: HostSysctls { state.sysctls }

  private func restore(_ changes: [SysctlChange]) -> [SysctlChange] {
    monitor.withLock { state in
      if state.runsKubelet { return [] }
      var values = state.sysctls.values
      for change in changes { values[change.name] = change.new }
      state.sysctls = HostSysctls(values)
      return changes
    }
  }

  func access(to image: ImageReference, for _: Product) async throws -> RegistryAccess {
    let credentials = state.logins[image.registry]
    return RegistryAccess(image, credentials, in: credentials.map { _ in "/auth.json" }, looked: ["/auth.json"])
  }

  func perform(_ request: HostRequest) async -> HostResponse? {
    if let hands = state.hands { return await hands(request) }
    guard state.isRooted else { return nil }
    return switch request {
    case .survey(let question): .surveyed(facts(for: question))
    case .note(let marks): .noted(marks.withMainProcesses)
    case .awaitEnd: .ended(true)
    case .find: .found(Leftovers())
    case .findCredentials: .joined(false)
    case .make(let cgroup, _): make(cgroup)
    case .readSysctls: .sysctls(sysctls, canSet: state.canSetSysctls)
    case .restore(let changes): .restored(restore(changes))
    case .endProcesses, .clear, .purge, .resetCredentials: .cleaned(CleaningReport())
    }
  }

  func handsProgram() -> [UInt8]? { state.program }
}

extension NodeMarks {
  /// As hands take note that see the main process of every container.
  var withMainProcesses: NodeMarks {
    var marks = self
    for index in marks.containers.indices {
      marks.containers[index].main = marks.containers[index].mainPID.map { .init(pid: $0, startTime: 1) }
    }
    return marks
  }
}
