/// Why there is no way from what is there to what is wanted that nodectl would take.
package enum PlanningError: Error, Equatable {
  case imageMissing(String, service: String)
  /// A container that is to start lacks what only `up` gives it.
  case neverStarted(String)
  /// A node that is to join anew is not there, and has never been in a cluster.
  case neverJoined(String, dataDirectory: String)
  /// Something that is not the node's has a name that the node needs.
  case nameTaken(kind: String, name: String)
  /// Others made a project of the node's name, whose data are elsewhere, or must be for all that is known.
  case projectTaken(String, dataDirectory: String?)
  /// There is nothing of the node to upgrade.
  case notThere(String)
  case versionRefused(VersionChange)
  /// An upgrade that fails could not be undone, for these reasons.
  case noWayBack([String])
  /// A volume that holds data has other options than it is to have.
  case volumeDiffers(String, [FieldChange])
}

extension PlanningError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .imageMissing(let image, let service):
      "the image \(image) of \(service) is not on the engine, and --pull never forbids to pull it; "
        + "load it, or run again with --pull missing"
    case .neverStarted(let service):
      "\(service) was made and has never been started, as an up that was interrupted leaves it; nodectl up goes on from there"
    case .neverJoined(let name, let directory):
      "\(name) has never joined a cluster: there are no credentials of a kubelet in \(directory); "
        + "run again without --rejoin, and it joins"
    case .projectTaken(let name, let directory?):
      "there is a compose project named \(name) that does not keep its data in \(directory), and so is not this node's; "
        + "nodectl does not touch it: take it down with what made it, or give the node another name"
    case .projectTaken(let name, nil):
      "there is a compose project named \(name) that nodectl has not made, and does not touch: use what made it, as "
        + "docker compose -p \(name); where that has made a node of yours, tell nodectl its spec with -f"
    case .notThere(let name):
      "\(name) is not there, and so cannot be upgraded: nodectl up brings it up as its spec says"
    case .versionRefused(let change): "\(change); choose another version, or run again with --force"
    case .noWayBack(let reasons):
      "an upgrade that fails could not be undone: \(reasons.joined(separator: ", ")); "
        + "do that with nodectl up first, or run again with --no-rollback"
    case .volumeDiffers(let name, let changes):
      "the volume \(name) is not what it is to be: \(changes.map(\.description).joined(separator: "; ")); "
        + "put it back as it was, or run again with --recreate-volumes, which loses what it holds"
    case .nameTaken(let kind, let name):
      "there is a \(kind) named \(name) that does not belong to this node; nodectl does not touch it: "
        + "rename or remove it, or give the node another name"
    }
  }
}
