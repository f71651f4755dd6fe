/// A cgroup that is to be a node's alone, as its host has it.
package struct NodeCgroup: Sendable, Equatable, Codable {
  /// Below the root of the host's cgroups, such as `/nodectl/edge`.
  package let path: String
  package let exists: Bool
  /// The controllers that a kubelet demands of the cgroup that it is to have for its pods, in alphabetical order.
  package let demanded: [String]
  /// Those of them that the cgroup has not.
  package let missing: [String]

  /// What a kubelet wants wherever its kernel has it: k8s.io/kubernetes, `Validate` of `cgroup_v2_manager_linux.go`.
  private static let wanted: Set = ["cpu", "cpuset", "hugetlb", "memory", "pids"]

  /// `rootControllers` are those of the host; `controllers` those of the cgroup, nil where it is not there.
  package init(path: String, rootControllers: Set<String>, controllers: Set<String>?) {
    self.path = path
    exists = controllers != nil
    demanded = Self.wanted.intersection(rootControllers).sorted()
    missing = demanded.filter { controllers?.contains($0) != true }
  }

  /// Whether a kubelet can start in it.
  package var isReady: Bool { exists && missing.isEmpty }

  /// What a root user would enter to make it so, on a host that has its cgroups at the usual place.
  package var commands: [String] {
    let root = "/sys/fs/cgroup"
    let make = ["mkdir -p \(root)\(path)"]
    guard !demanded.isEmpty else { return make }
    let givers = Self.ancestors(of: path).map { "\(root)\($0)/cgroup.subtree_control" }.joined(separator: " ")
    return make + ["echo '\(demanded.map { "+\($0)" }.joined(separator: " "))' | tee \(givers)"]
  }

  /// The cgroups above one, from the root, which is the empty path.
  package static func ancestors(of path: String) -> [String] {
    let names = path.split(separator: "/")
    return names.indices.map { names[..<$0].map { "/\($0)" }.joined() }
  }
}
