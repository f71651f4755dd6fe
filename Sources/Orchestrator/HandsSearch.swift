import Engine
import HTTP
import Ownership
import Planning

/// Finds out who can do something on the host of a node's engine.
struct HandsSearch: Sendable {
  let node: String
  let host: any EngineHost
  /// Whether the node's lock is held, as it is by all but those who only look.
  var isAlone = true

  /// Whoever can, as below; a helper is made from an image of the node's, or else from any that the engine has.
  func hands(_ marks: NodeMarks, _ observation: Observation) async throws -> (any HostHands)? {
    let own = observation.state.containers.first?.image
    let image = if let own { own } else { try await observation.engine.images().first?.id }
    return await hands(marks, observation.engine, image: image)
  }

  /// This process, where the engine's processes are its own; else a helper; nil where there is neither.
  ///
  /// `image` is one that the engine has, for a helper.
  func hands(_ marks: NodeMarks, _ engine: Engine, image: String?) async -> (any HostHands)? {
    if engine.connection.endpoint.isLocal, case .noted(let noted)? = await host.perform(.note(marks)) {
      // A container's main process is found only by those who count processes as the engine does.
      let running = noted.containers.filter { $0.mainPID != nil }
      if running.isEmpty || running.contains(where: { $0.main != nil }) { return LocalHostHands(host: host) }
    }
    guard let image, let program = host.handsProgram() else { return nil }
    return HelperContainer(engine, node: node, image: image, program: program, isAlone: isAlone)
  }
}

extension NodeMarks {
  /// What an engine tells of a node.
  init(_ node: String, _ observation: Observation) {
    let containers = observation.details.map { details in
      ContainerMarks(
        id: details.id, mainPID: details.state.pid > 0 ? Int32(exactly: details.state.pid) : nil,
        rootFileSystem: details.upperDirectory)
    }
    self.init(
      node: node, dataDirectory: observation.state.containers.lazy.compactMap(\.dataDirectory).first,
      containers: containers)
  }
}
