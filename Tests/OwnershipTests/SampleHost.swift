import Ownership

/// A host with a shell from which nodectl runs, for cases made by hand.
enum SampleHost {
  static let host = Namespaces(mount: 1, uts: 2, ipc: 3)
  static let own = Namespaces(mount: 11, uts: 12, ipc: 13)
  static let data = MountPlace(device: "254:1", path: "/srv/edge/k0s-data")
  static let id = String(repeating: "0123456789abcdef", count: 4)
  static let otherID = String(repeating: "fedcba9876543210", count: 4)
  static let root = "/var/lib/docker/overlay2/own/diff"

  static let marks = NodeMarks(
    node: "edge", dataDirectory: "/srv/edge/k0s-data", containers: [ContainerMarks(id: id, rootFileSystem: root)])

  static func process(
    _ pid: Int32, parent: Int32 = 1, name: String = "kubelet", state: String = "S",
    cgroup: String = "/system.slice/containerd.service", _ namespaces: Namespaces? = own, root: String? = nil,
    data: MountPlace? = nil
  ) -> HostProcess {
    HostProcess(
      identity: ProcessIdentity(pid: pid, startTime: UInt64(pid) * 10), parent: parent, state: state, command: name,
      name: name, cgroup: cgroup, namespaces: namespaces, rootFileSystem: root, k0sData: data)
  }

  static func snapshot(_ processes: HostProcess..., boot: String = "boot") -> HostSnapshot {
    let own = [
      process(1, parent: 0, name: "systemd", cgroup: "/init.scope", host),
      process(5, name: "bash", cgroup: "/user.slice", host), process(6, parent: 5, name: "nodectl", host),
    ]
    return HostSnapshot(bootID: boot, host: host, observer: 6, processes: own + processes, dataPlace: data)
  }

  /// The pids that are claimed, with the reasons.
  static func claims(_ snapshot: HostSnapshot, _ marks: NodeMarks = marks) -> [Int32: Claim.Evidence] {
    Dictionary(uniqueKeysWithValues: Ownership.claims(marks, in: snapshot).map { ($0.process.pid, $0.evidence) })
  }
}
