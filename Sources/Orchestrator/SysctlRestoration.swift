import Engine
import HTTP
import Ownership
import Planning

/// Decides what becomes of the kernel settings that kubelets have changed for the whole host when a node goes.
struct SysctlRestoration: Sendable {
  let host: any EngineHost
  /// Those on the engine's host; nil where there are none.
  let hands: (any HostHands)?
  let progress: ProgressSink

  /// What the `down` of a node has to put back: nothing while the engine holds another node.
  ///
  /// Says so where something is to be put back and cannot be from here.
  func changes(_ node: String, _ observation: Observation) async throws -> [SysctlChange] {
    let volumes = observation.state.volumes.filter { $0.labels[Label.project] == node }
    guard let before = volumes.lazy.compactMap({ $0.labels[Label.sysctlsBefore] }).first.flatMap(HostSysctls.init)
    else {
      return []
    }
    let all = try await observation.engine.containers(.labels(Label.version))
    guard all.allSatisfy({ $0.labels[Label.project] == node }) else { return [] }
    guard let (now, canSet) = try await sysctls() else {
      let isLocal = observation.engine.connection.endpoint.isLocal
      warn(node, before.restoration(from: isLocal ? host.sysctls : .kubelet))
      return []
    }
    let changes = before.restoration(from: now)
    if !canSet { warn(node, changes) }
    return canSet ? changes : []
  }

  /// Nil where nobody there can tell.
  private func sysctls() async throws -> (now: HostSysctls, canSet: Bool)? {
    do {
      return try await hands?.sysctls()
    } catch is HostHandsError {
      return nil
    }
  }

  private func warn(_ node: String, _ changes: [SysctlChange]) {
    guard !changes.isEmpty else { return }
    let values = changes.map { "\($0.name)=\($0.new)" }.joined(separator: " ")
    progress(
      ProgressEvent(
        node: node,
        .warning("its kubelet has changed kernel settings of the host; once no kubelet needs them: sysctl -w \(values)")
      ))
  }
}
