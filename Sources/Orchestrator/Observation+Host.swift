import Engine
import HTTP
import Planning

extension Observation {
  /// The look with the network namespaces that containers are really in, where the engine is on the host.
  package func confirmed(by host: any EngineHost) -> Observation {
    guard engine.connection.endpoint.isLocal else { return self }
    var confirmed = self
    for details in details where details.state.pid > 0 {
      guard let index = state.containers.firstIndex(where: { $0.id == details.id }) else { continue }
      confirmed.state.containers[index].networkNamespace = host.networkNamespace(of: Int32(details.state.pid))
    }
    return confirmed
  }
}
