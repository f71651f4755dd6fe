import Compose
import Engine
import Planning

extension StepFailure {
  /// The ports of the host that what failed would have published, one of which is taken; empty where it failed otherwise.
  ///
  /// An engine tells which one in words alone, and says the same of an address inside a container, which publishes none.
  func publishedPorts(of desired: DesiredNode) -> [String] {
    guard (underlying as? EngineError)?.isPortAllocated == true else { return [] }
    switch step.operation {
    case .createContainer(let service), .startContainer(let service):
      return desired.project.service(service)?.ports.compactMap { port in
        port.published.map { "\(port.transport.rawValue.uppercased()) port \($0)" }
      } ?? []
    default: return []
    }
  }
}
