package import Engine
package import Ownership
package import Planning

/// What must hold before containers of a node are made: each of these would otherwise fail later, and say less.
package struct Preflight: Sendable {
  /// What the host says, where it is this one; all nil for an engine that is, or may be, elsewhere.
  package struct Host: Sendable {
    /// The mounts of the host.
    package var mounts: MountInfo?
    /// The data directory, or the nearest directory above it that exists, without symbolic links.
    package var dataDirectory: String?
    package var hasTunnelDevice: Bool?
    /// The controllers of the root of its cgroups.
    package var controllers: Set<String>?
    /// The cgroup of the node's own, where it needs one.
    package var cgroup: NodeCgroup?
    package var sysctls: HostSysctls?
    /// Whether nodectl may change cgroups and kernel settings.
    package var isRoot: Bool?

    package init(mounts: MountInfo? = nil, dataDirectory: String? = nil, hasTunnelDevice: Bool? = nil) {
      (self.mounts, self.dataDirectory, self.hasTunnelDevice) = (mounts, dataDirectory, hasTunnelDevice)
    }
  }

  /// Something that keeps the node from running, and the way out.
  package struct Finding: Sendable, Equatable {
    package let reason: String
    package let advice: [String]
  }

  /// Every finding for a node.
  package static func findings(_ node: DesiredNode, _ engine: EngineInfo, _ host: Host) -> [Finding] {
    let dataDirectory = node.dataDirectory
    var findings: [Finding] = []
    if engine.isRootless {
      findings.append(
        Finding(
          reason: "the engine is rootless, and k0s needs a rootful one",
          advice: ["use the system's engine: run nodectl as root, or name its socket with --engine"]))
    }
    if engine.cgroupVersion != "2" {
      findings.append(
        Finding(
          reason: "the host runs cgroup v1 (or both versions), and the kubelet and CRI-O need version 2 alone",
          advice: ["boot with systemd.unified_cgroup_hierarchy=1 on the kernel's command line"]))
    }
    if host.hasTunnelDevice == false {
      findings.append(
        Finding(reason: "there is no /dev/net/tun, which ZeroTier needs", advice: ["modprobe tun"]))
    }
    if let mounts = host.mounts, let path = host.dataDirectory, mounts.mount(holding: path)?.isShared == false {
      let quoted = shellQuoted(dataDirectory)
      findings.append(
        Finding(
          reason: "the data directory \(dataDirectory) does not lie on a shared mount: "
            + "what the kubelet mounts in it would not reach the pods",
          advice: ["mkdir -p \(quoted) && mount --bind \(quoted) \(quoted) && mount --make-shared \(quoted)"]))
    }
    return findings + shareFindings(node.spec, engine, host)
  }

  /// A path as one word of a shell's line.
  static func shellQuoted(_ path: String) -> String {
    let isPlain = path.unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || "0123456789/._-".unicodeScalars.contains($0)
    }
    return isPlain ? path : "'" + path.replacing("'", with: "'\\''") + "'"
  }
}
