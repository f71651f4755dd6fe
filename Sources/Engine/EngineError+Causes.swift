import Glibc
import HTTP

/// What an error means, judged by status and, where products or versions differ in that, by the engine's words.
extension EngineError {
  package var refusal: Refusal? {
    if case .refused(let refusal) = self { refusal } else { nil }
  }

  /// What the call is about does not exist; of a container's creation: its image; of a pull: the image in its registry.
  package var isNotFound: Bool {
    if case .pullFailed(_, status: 404, _) = self { return true }
    guard let refusal, refusal.status == 404 else { return false }
    // A start may also miss the container's network or another's namespace. Then it speaks of that.
    return refusal.call.route != "/containers/{name}/start" || refusal.isAboutSubject
  }

  /// The engine is gone, or went away meanwhile.
  package var isConnectionLost: Bool {
    switch self {
    case .unreachable, .unanswered: true
    default: false
    }
  }

  /// Its socket is not for this user, or, behind ssh, where that cannot be told apart, is not there.
  package var isForbidden: Bool {
    switch self {
    case .unreachable(_, .unreachable(_, errno: EACCES, _)): true
    case .unreachable(.forwarded, .unreachable(_, errno: 0, _)): true
    default: false
    }
  }

  /// Nobody is there to be asked, unlike one who is and does not answer, or not as is to be trusted.
  package var isNobody: Bool {
    if case .unreachable(_, .unreachable) = self { true } else { false }
  }

  /// The same on this host; that of an engine elsewhere is another, where what is here is nobody's.
  package var isNobodyHere: Bool {
    if case .unreachable(let endpoint, _) = self { endpoint.isLocal && isNobody } else { false }
  }

  /// Who answers cannot have a node of nodectl's.
  package var isUnfit: Bool {
    switch self {
    case .notAnEngine, .tooOld: true
    default: false
    }
  }

  package var isConflict: Bool { refusal?.status == 409 }

  /// The registry wants other credentials, or any.
  package var isUnauthorized: Bool {
    guard case .pullFailed(_, let status, let message) = self else { return false }
    return status == 401 || ["unauthorized", "no basic auth", "denied"].contains { message.contains($0) }
  }

  /// Another container or network has the name; Docker answers 409, Podman 500 for containers.
  package var isNameInUse: Bool {
    refused([409, 500], "is already in use", "already exists", "already used") && !hasDependents
  }

  /// A port to be published is taken, by a container or by another process of the host.
  package var isPortAllocated: Bool { refused([409, 500], "port is already allocated", "address already in use") }

  /// Containers are attached to the network to be removed, on Podman also ones that do not run.
  package var isNetworkInUse: Bool { refused([403, 409, 500], "has active endpoints", "network is being used") }

  /// A container has the volume to be removed.
  package var isVolumeInUse: Bool { refused([409, 500], "volume is in use", "volume is being used") }

  /// The call needs a container that runs.
  package var isNotRunning: Bool { refused([409, 500], "is not running", "container state improper") }

  /// A network of the container to be created or started does not exist.
  package var isNetworkMissing: Bool {
    guard let refusal, [404, 500].contains(refusal.status) else { return false }
    return refusal.call.method == .post && refusal.call.route.hasPrefix("/containers/")
      && refusal.message.contains("network ") && refusal.message.contains("not found")
  }

  /// The container whose network namespace is to be shared does not run, or is gone.
  package var isNamespaceOwnerGone: Bool {
    if refused([409], "of a non running container") { return true }
    if refused([500], "joining network namespace of container", "container to share net namespace with") { return true }
    guard let refusal, refusal.status == 404, refusal.call.route == "/containers/{name}/start" else { return false }
    return refusal.message.hasPrefix("No such container: ") && !refusal.isAboutSubject
  }

  /// Containers that share the container's namespaces must be removed before it; only Podman insists.
  package var hasDependents: Bool { refused([409, 500], "has dependent containers") }

  /// The source of a `shared` bind is on no shared mount; only Docker insists.
  package var isMountNotShared: Bool { refused([500], "is not a shared mount") }

  private func refused(_ statuses: Set<Int>, _ phrases: String...) -> Bool {
    guard let refusal, statuses.contains(refusal.status) else { return false }
    return phrases.contains { refusal.message.contains($0) }
  }
}

extension Refusal {
  fileprivate var isAboutSubject: Bool { call.subject.map { message.contains($0) } ?? false }
}
