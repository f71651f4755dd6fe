/// Why there is no engine to try.
package enum EngineResolutionError: Error, Equatable, Sendable {
  case badAddress(EngineAddressError, EngineCandidate.Origin)
  /// The context's file is missing, or says nothing of an engine.
  case unusableContext(String, file: String)
  case unusableConnection(String, file: String)
  /// Neither tool knows a place of that name.
  case unknownName(String, context: String, connections: String)
  /// A file with settings cannot be read, for this reason.
  case unreadable(file: String, reason: String)
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
    case .unknownName(let name, let context, let connections):
      "'\(name)' is neither auto, docker, podman nor a URL, and there is no docker context of that name (\(context)) nor "
        + "a podman connection (\(connections)); see docker context ls and podman system connection list"
    case .unreadable(let file, let reason): "\(file) cannot be read: \(reason)"
    case .noneFound(let looked):
      "no container engine was found, there is neither of \(looked.joined(separator: ", ")): start Docker or "
        + "Podman's socket (systemctl start docker, or systemctl start podman.socket) or name an engine with --engine"
    }
  }
}
