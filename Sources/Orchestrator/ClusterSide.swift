/// What a node that was taken away leaves in its cluster, which its own credentials do not let it remove.
enum ClusterSide {
  /// What to do about it, a line each.
  ///
  /// Nobody tells the cluster that the pods of a kubelet that is gone have ended: the drain is not to wait for that.
  static func lines(of node: String) -> [String] {
    [
      "the cluster still has the Node; where it is not to come back:",
      "kubectl drain \(node) --ignore-daemonsets --delete-emptydir-data --force --skip-wait-for-delete-timeout=1",
      "kubectl delete node \(node)",
    ]
  }
}
