/// Why there is no engine to try.
package enum EngineResolutionError: Error, Equatable, Sendable {
  case badAddress(EngineAddressError, EngineCandidate.Origin)
  /// The context's file is missing, or says nothing of an engine.
  case unusableContext(String, file: String)
  case unusableConnection(String, file: String)
  case noneFound(looked: [String])
}

extension EngineResolutionError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .badAddress(let error, .environment(let variable)): "\(variable): \(error)"
    case .badAddress(let error, .dockerContext(let name)): "the docker context '\(name)': \(error)"
    case .badAddress(let error, .podmanConnection(let name)): "the podman connection '\(name)': \(error)"
    case .badAddress(let error, _): "\(error)"
    case .unusableContext(let name, let file):
      "there is no docker context '\(name)' (\(file) does not describe one); see docker context ls"
    case .unusableConnection(let name, let file):
      "there is no podman connection '\(name)' in \(file); see podman system connection list"
    case .noneFound(let looked):
      "no container engine was found, there is neither of \(looked.joined(separator: ", ")): start Docker or "
        + "Podman's socket (systemctl start docker, or systemctl start podman.socket) or name an engine with --engine"
    }
  }
}
