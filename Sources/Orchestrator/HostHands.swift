import Ownership

/// Does on an engine's host what engines do not.
protocol HostHands: Sendable {
  /// Throws ``HostHandsError`` or an `EngineError`.
  func perform(_ request: HostRequest) async throws -> HostResponse
  /// Leaves nothing of itself on the engine.
  func close() async
}

extension HostHands {
  /// Runs the body, the last that is done with them.
  func closeAfter<Result>(_ body: () async throws -> Result) async throws -> Result {
    do {
      let result = try await body()
      await close()
      return result
    } catch {
      await close()
      throw error
    }
  }

  /// What a node depends on there.
  func survey(_ question: HostQuestion) async throws -> HostFacts {
    guard case .surveyed(let facts) = try await answer(.survey(question)) else { throw HostHandsError.misunderstood }
    return facts
  }

  func note(_ marks: NodeMarks) async throws -> NodeMarks {
    guard case .noted(let noted) = try await answer(.note(marks)) else { throw HostHandsError.misunderstood }
    return noted
  }

  /// Whether a process has ended within a second, or had before.
  func awaitEnd(_ process: ProcessIdentity, isAsked: Bool) async throws -> Bool {
    let request = HostRequest.awaitEnd(process, isAsked: isAsked, milliseconds: 1000)
    guard case .ended(let hasEnded) = try await answer(request) else { throw HostHandsError.misunderstood }
    return hasEnded
  }

  func find(_ marks: NodeMarks) async throws -> Leftovers {
    guard case .found(let leftovers) = try await answer(.find(marks)) else { throw HostHandsError.misunderstood }
    return leftovers
  }

  /// Whether the kubelet with this data directory has joined a cluster.
  func hasCredentials(_ dataDirectory: String) async throws -> Bool {
    let request = HostRequest.findCredentials(dataDirectory: dataDirectory)
    guard case .joined(let hasJoined) = try await answer(request) else { throw HostHandsError.misunderstood }
    return hasJoined
  }

  func make(_ cgroup: NodeCgroup, dataDirectory: String?) async throws {
    guard case .done = try await answer(.make(cgroup, dataDirectory: dataDirectory)) else {
      throw HostHandsError.misunderstood
    }
  }

  /// The kernel settings that kubelets change, and whether they can be changed back.
  func sysctls() async throws -> (now: HostSysctls, canSet: Bool) {
    guard case .sysctls(let now, let canSet) = try await answer(.readSysctls) else {
      throw HostHandsError.misunderstood
    }
    return (now, canSet)
  }

  /// Returns those of the changes that were made.
  func restore(_ changes: [SysctlChange]) async throws -> [SysctlChange] {
    guard case .restored(let made) = try await answer(.restore(changes)) else { throw HostHandsError.misunderstood }
    return made
  }

  /// Does a request that takes something away.
  func clean(_ request: HostRequest) async throws -> CleaningReport {
    guard case .cleaned(let report) = try await answer(request) else { throw HostHandsError.misunderstood }
    return report
  }

  private func answer(_ request: HostRequest) async throws -> HostResponse {
    let response = try await perform(request)
    if case .failed(let reason) = response { throw HostHandsError.failed(reason) }
    return response
  }
}
