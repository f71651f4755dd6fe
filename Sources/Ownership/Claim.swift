/// That a process is the node's, and what shows it.
package struct Claim: Sendable, Hashable, Codable {
  package enum Evidence: Sendable, Hashable, Codable {
    /// It was one of the container's processes when they were noted, by its pid and its start time.
    case noted
    /// Its root is the container's.
    case rootFileSystem
    /// It sees the node's data directory where k0s has it.
    case dataDirectory
    /// It is in a cgroup of the node's own.
    case cgroup
    /// It is in the container's UTS and IPC namespaces together with this process.
    case namespaces(with: ProcessIdentity)
    /// Its parent is the node's.
    case child(of: ProcessIdentity)
  }

  package let process: HostProcess
  package let evidence: Evidence

  /// The process without which the evidence says nothing.
  package var witness: ProcessIdentity? {
    switch evidence {
    case .namespaces(let other), .child(let other): other
    case .noted, .rootFileSystem, .dataDirectory, .cgroup: nil
    }
  }

  /// Whether the evidence still holds of what bears the pid now, and of what bears the witness's.
  ///
  /// To be asked once the process cannot be replaced any more without that being noticed: with its pidfd in hand.
  package func holds(of now: HostProcess?, witness: HostProcess? = nil) -> Bool {
    guard let now, now.identity == process.identity, now.isAlive, let namespaces = now.namespaces,
      namespaces.mount == process.namespaces?.mount
    else { return false }
    switch evidence {
    case .noted: return true
    case .rootFileSystem: return now.rootFileSystem == process.rootFileSystem
    case .dataDirectory: return now.k0sData == process.k0sData
    case .cgroup: return now.cgroup == process.cgroup
    case .namespaces(let other):
      return witness?.identity == other && witness?.namespaces?.sharesContainer(with: namespaces) == true
    case .child(let other): return witness?.identity == other && now.parent == other.pid
    }
  }
}

extension Claim: CustomStringConvertible {
  /// Why it is the node's, as the end of a sentence.
  package var description: String {
    switch evidence {
    case .noted: "it was the container's before that was stopped"
    case .rootFileSystem: "its root is the container's"
    case .dataDirectory: "it has the node's data directory at \(HostProcess.k0sDataMountPoint)"
    case .cgroup: "it is in the node's cgroup"
    case .namespaces(let other): "it is in the same container as process \(other.pid)"
    case .child(let other): "it is a child of process \(other.pid)"
    }
  }
}
