/// Kernel settings that have no namespace, so that a kubelet changes them for the whole of its host.
package struct HostSysctls: Sendable, Equatable, Codable {
  /// By name, such as `kernel.panic`.
  package let values: [String: Int]

  package init(_ values: [String: Int]) { self.values = values }

  /// What every kubelet sets: k8s.io/kubernetes, `setupKernelTunables` of `container_manager_linux.go`.
  package static let kubelet = HostSysctls([
    "vm.overcommit_memory": 1, "vm.panic_on_oom": 0, "kernel.panic": 10, "kernel.panic_on_oops": 1,
    "kernel.keys.root_maxkeys": 1_000_000, "kernel.keys.root_maxbytes": 25_000_000,
  ])

  /// What a kubelet changes on a host that has these.
  package var changedByKubelet: [SysctlChange] { Self.changes(from: self, to: .kubelet) }

  /// What puts these back on a host that has `now`, and only what still is as a kubelet has set it.
  package func restoration(from now: HostSysctls) -> [SysctlChange] {
    let untouched = now.values.filter { Self.kubelet.values[$0.key] == $0.value }
    return Self.changes(from: HostSysctls(untouched), to: self)
  }

  private static func changes(from old: HostSysctls, to new: HostSysctls) -> [SysctlChange] {
    old.values.sorted { $0.key < $1.key }.compactMap { name, value in
      guard let wanted = new.values[name], wanted != value else { return nil }
      return SysctlChange(name: name, old: value, new: wanted)
    }
  }
}

extension HostSysctls: LosslessStringConvertible {
  /// `kernel.panic=0,vm.overcommit_memory=0`: as it stands in a label.
  package var description: String {
    values.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: ",")
  }

  /// Takes names that a kubelet sets, and nothing else: the text may come from anyone who can label a volume.
  package init?(_ description: String) {
    var values: [String: Int] = [:]
    for pair in description.split(separator: ",", omittingEmptySubsequences: false) {
      let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard halves.count == 2, Self.kubelet.values[String(halves[0])] != nil, let value = Int(halves[1]) else {
        return nil
      }
      values[String(halves[0])] = value
    }
    self.init(values)
  }
}
