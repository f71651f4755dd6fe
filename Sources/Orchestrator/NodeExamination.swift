package import Doctor
import Engine
import HTTP
import NodeSpec
import Ownership
package import Planning
import SystemPackage

/// Asks an engine and its host all that an ``Examination`` decides by.
package struct NodeExamination: Sendable {
  private let node: DesiredNode
  private let host: any EngineHost
  private let neighbours: @Sendable () async -> [Claims]

  /// `neighbours` tells what the nodes on the other engines of this host have.
  package init(
    _ node: DesiredNode, host: any EngineHost, neighbours: @escaping @Sendable () async -> [Claims] = { [] }
  ) {
    (self.node, self.host, self.neighbours) = (node, host, neighbours)
  }

  /// The findings for the node on the engine that was looked at.
  ///
  /// Of an engine elsewhere, a helper container says what its host is like. With `isMeasuring`, every file of the node is
  /// looked at, too, where that is this host.
  package func findings(_ observation: Observation, isMeasuring: Bool = false) async throws -> [Finding] {
    try await examine(observation, isMeasuring: isMeasuring).findings
  }

  /// The same with what the host has said; nil where it cannot be asked.
  func examine(
    _ observation: Observation, isMeasuring: Bool = false
  ) async throws -> (findings: [Finding], facts: HostFacts?) {
    let engine = observation.engine
    async let containers = engine.containers(.labels(Label.version))
    async let others = neighbours()
    let info = try await engine.info()
    let facts =
      engine.connection.endpoint.isLocal
      ? try await here(info, observation, isMeasuring: isMeasuring) : try await elsewhere(info, observation)
    let engineFacts = EngineFacts(
      engine, info, isHostSeen: facts != nil, holdsNode: !observation.state.containers.isEmpty,
      claims: try await containers.compactMap { Claims(labels: $0.labels) } + (await others))
    return (Examination(node, on: engineFacts, facts ?? HostFacts()).findings, facts)
  }

  private func here(_ info: EngineInfo, _ observation: Observation, isMeasuring: Bool) async throws -> HostFacts? {
    var facts = host.facts(for: question(info))
    if observation.state.containers.isEmpty { facts.leftovers = await leftovers }
    if isMeasuring { (facts.usage, facts.logUsage) = try await usage(observation) }
    return facts
  }

  /// Nil where nobody can be sent there.
  private func elsewhere(_ info: EngineInfo, _ observation: Observation) async throws -> HostFacts? {
    let marks = NodeMarks(node.name, observation)
    let search = HandsSearch(node: node.name, host: host, isAlone: false)
    guard let hands = try await search.hands(marks, observation) else { return nil }
    return try await hands.closeAfter {
      var facts = try await hands.survey(question(info))
      if observation.state.containers.isEmpty {
        facts.leftovers = try await hands.find(NodeMarks(node: node.name, dataDirectory: node.dataDirectory))
      }
      return facts
    }
  }

  private func question(_ info: EngineInfo) -> HostQuestion {
    let runtime = node.spec.runtime
    return HostQuestion(
      dataDirectory: node.dataDirectory, engineDirectory: info.rootDirectory,
      cgroup: node.spec.hostCgroup?.path,
      devices: runtime.nvidia == nil ? [] : NVIDIASection.devices,
      programs: runtime.runtimes.flatMap(\.programs).map(\.path) + [runtime.nvidia?.tool].compactMap(\.self),
      runtimeSocket: runtime.external?.socket.value.path)
  }

  private var leftovers: Leftovers? {
    get async {
      let marks = NodeMarks(node: node.name, dataDirectory: node.dataDirectory)
      guard case .found(let leftovers)? = await host.perform(.find(marks)) else { return nil }
      return leftovers
    }
  }

  /// What of the node takes room on disks: its volumes but those in memory, and the logs of its containers.
  private func usage(_ observation: Observation) async throws -> (parts: [HostFacts.Usage], logs: Int) {
    var parts: [HostFacts.Usage] = []
    if let bytes = await host.usage(of: node.dataDirectory) { parts.append(HostFacts.Usage("data directory", bytes)) }
    let volumes = try await observation.engine.volumes(.labels("\(Label.project)=\(node.name)"))
    for volume in volumes.sorted(by: { $0.name < $1.name }) where volume.options["type"] != "tmpfs" {
      guard let bytes = await host.usage(of: volume.mountpoint) else { continue }
      parts.append(HostFacts.Usage(volume.labels[Label.volume] ?? volume.name, bytes))
    }
    var logs = 0
    for container in observation.details where !container.logPath.isEmpty {
      // With those that were rotated, beside it.
      logs += await host.usage(of: FilePath(container.logPath).removingLastComponent().string) ?? 0
    }
    return (parts, logs)
  }
}
