/// `metrics:` of a spec: what the node can tell of the resources that are used.
package enum Metrics: String, Sendable, CaseIterable {
  /// Nothing: the kubelet sees its own container only.
  case none
  /// Of the whole host: the kubelet is in the host's cgroup and pid namespaces.
  case host
}
