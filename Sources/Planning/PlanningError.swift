/// Why there is no way from what is there to what is wanted that nodectl would take.
package enum PlanningError: Error, Equatable {
  case imageMissing(String, service: String)
  /// Something that is not the node's has a name that the node needs.
  case nameTaken(kind: String, name: String)
}

extension PlanningError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .imageMissing(let image, let service):
      "the image \(image) of \(service) is not on the engine, and --pull never forbids to pull it; "
        + "load it, or run again with --pull missing"
    case .nameTaken(let kind, let name):
      "there is a \(kind) named \(name) that does not belong to this node; nodectl does not touch it: "
        + "rename or remove it, or give the node another name"
    }
  }
}
