/// A cgroup of the host's that is to be a node's alone, and that has to be there before its kubelet is.
///
/// A kubelet that sees the host's cgroups takes those of every other kubelet's pods for its own left-overs, and kills what
/// is in them, unless it is tied to a root of its own (k8s.io/kubernetes, `cleanupOrphanedPodCgroups`).
package struct HostCgroup: Sendable, Equatable {
  /// Below the root of the host's cgroups.
  package let path: String
  /// What ties the kubelet to it.
  package let kubeletFlags: [String]
  /// What of the spec asks for it, as messages name it.
  package let setting: String
  /// What asks for none, for those who cannot have it.
  package let alternative: String
}

extension NodeSpec {
  /// Nil for a node whose kubelet sees its container's cgroups alone.
  package var hostCgroup: HostCgroup? {
    let name = name.value
    if let external = runtime.external {
      return HostCgroup(
        path: external.cgroupDriver.value == .systemd ? name.podSlice : name.podCgroup,
        kubeletFlags: ["--cgroup-root=\(name.podCgroup)"], setting: "'runtime.kind: \(runtime.kind.rawValue)'",
        alternative: "use a runtime in a container of the node's: 'runtime.kind: crio-krun'")
    }
    guard metrics.value == .host else { return nil }
    return HostCgroup(
      path: name.cgroup, kubeletFlags: ["--cgroup-root=\(name.cgroup)", "--kubelet-cgroups=\(name.cgroup)/kubelet"],
      setting: "'metrics: host'", alternative: "set 'metrics: none'")
  }
}
