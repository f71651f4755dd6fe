import Engine
import NodeSpec
import Ownership
import Planning
import Testing

@testable import Doctor

/// Something wrong with a host or an engine, and what is to be found for it.
struct Fault: Sendable, CustomTestStringConvertible {
  let check: Check
  let severity: Finding.Severity
  let what: String
  let remedy: String
  let spoil: @Sendable (inout GoodHost) -> Void

  var testDescription: String { what }

  private init(
    _ check: Check, _ severity: Finding.Severity, _ what: String, _ remedy: String,
    _ spoil: @escaping @Sendable (inout GoodHost) -> Void
  ) {
    (self.check, self.severity, self.what, self.remedy, self.spoil) = (check, severity, what, remedy, spoil)
  }

  private static func neighbour(_ label: String, _ value: String) -> [String: String] {
    [Label.project: "attic", Label.version: "1", Label.configFiles: "/srv/attic/node.yaml", label: value]
  }

  static let all = engineFaults + kernelFaults + storageFaults + shareFaults

  private static let engineFaults = [
    Fault(
      .rootful, .failure, "the engine is rootless",
      "use the system's engine: run nodectl as root, or name its socket with --engine"
    ) { $0.info.replace("\"SecurityOptions\": []", with: "\"SecurityOptions\": [\"name=rootless\"]") },
    Fault(
      .cgroups, .failure, "the host runs cgroup v1 (or both versions)",
      "boot with systemd.unified_cgroup_hierarchy=1 on the kernel's command line"
    ) { $0.info.replace("\"CgroupVersion\": \"2\"", with: "\"CgroupVersion\": \"1\"") },
    Fault(
      .storageDriver, .warning, "images are stored by vfs", "set the engine's storage driver to overlay"
    ) { $0.info.replace("overlay2", with: "vfs") },
    Fault(.boot, .warning, "podman-restart.service is not enabled", "systemctl enable podman-restart.service") {
      $0.product = .podman
      $0.host.restartsPodmanAtBoot = false
    },
    Fault(
      .healthChecks, .warning, "nothing runs Podman's health checks without systemd",
      "keep 'nodectl supervise' running, or ask 'nodectl status'"
    ) {
      $0.product = .podman
      $0.host.hasSystemd = false
    },
    Fault(
      .otherNodes, .failure,
      "the ZeroTier identity 8e4df28b72 belongs to the node attic, made from /srv/attic/node.yaml",
      "give this one, of /srv/edge/node.yaml, another"
    ) { $0.neighbour = neighbour(Label.zerotierAddress, "8e4df28b72") },
    Fault(
      .otherNodes, .failure, "the UDP port 9994 of the host belongs to the node attic, made from /srv/attic/node.yaml",
      "give this one, of /srv/edge/node.yaml, another"
    ) { $0.neighbour = neighbour(Label.hostPort, "9994") },
  ]

  private static let kernelFaults = [
    Fault(.tun, .failure, "there is no /dev/net/tun", "modprobe tun") { $0.host.devices?.remove("/dev/net/tun") },
    Fault(.kvm, .warning, "there is no /dev/kvm", "modprobe kvm_intel || modprobe kvm_amd") {
      $0.host.devices?.remove("/dev/kvm")
    },
    Fault(.fuse, .warning, "there is no /dev/fuse", "modprobe fuse") { $0.host.devices?.remove("/dev/fuse") },
    Fault(
      .kernelModules, .warning, "kernel modules are not loaded: br_netfilter ip_set", "modprobe -a br_netfilter ip_set"
    ) { $0.host.modules?.subtract(["br_netfilter", "ip_set"]) },
    Fault(
      .cgroupControllers, .warning, "cgroups lack the controllers memory",
      "boot with cgroup_no_v1=all systemd.unified_cgroup_hierarchy=1 on the kernel's command line"
    ) { $0.host.cgroupControllers?.remove("memory") },
    Fault(
      .limits, .warning, "fs.inotify.max_user_instances is 128", "sysctl -w fs.inotify.max_user_instances=512"
    ) { $0.host.inotifyInstances = 128 },
    Fault(
      .clock, .warning, "nothing keeps the host's clock right", "timedatectl set-ntp true, or run chrony"
    ) { $0.host.isClockSynchronised = false },
    Fault(
      .hostPort, .failure, "UDP port 9994 of the host is taken",
      "set another port as zerotier.hostPort, or 'auto' for the first that is free"
    ) { $0.host.busyPorts = [9994] },
  ]

  private static let storageFaults = [
    Fault(
      .dataDirectory, .failure, "the data directory /srv/edge/k0s-data does not lie on a shared mount",
      "mkdir -p /srv/edge/k0s-data && mount --bind /srv/edge/k0s-data /srv/edge/k0s-data && "
        + "mount --make-shared /srv/edge/k0s-data"
    ) { $0.host.mounts = mounts(below: false, options: "master:1") },
    Fault(
      .disk, .warning, "free are 50.0 GiB of 100.0 GiB for data, 14.0 GiB of 100.0 GiB for images",
      "docker system df    shows what the engine's images and volumes use"
    ) { $0.host.engineSpace = HostFacts.Space(free: 14 << 30, total: 100 << 30) },
    Fault(.leftovers, .warning, "1 mount is left below /srv/edge/k0s-data", "nodectl reap edge") {
      $0.host.mounts = mounts(below: true)
    },
  ]

  private static let shareFaults = [
    Fault(
      .resources, .failure, "the node is to have 9 CPUs, and the engine's host has 8",
      "set resources.cpus to 8 or less, or leave it out"
    ) { $0.spec = "resources: {cpus: 9}" },
    Fault(
      .hostMetrics, .failure, "'metrics: host' needs the cgroup /nodectl/edge on this host, and only root can make it",
      "run nodectl as root, or enter as root:"
    ) {
      $0.spec = "metrics: host"
      $0.host.isRoot = false
      $0.host.cgroup = NodeCgroup(path: "/nodectl/edge", rootControllers: ["memory"], controllers: nil)
    },
    Fault(
      .hostSysctls, .warning, "the kubelet will change kernel settings of the whole host: kernel.panic 0 → 10",
      "nothing, if that is right; else set 'hostSysctls: refuse', and sysctl -w kernel.panic=10"
    ) { $0.host.sysctls = HostSysctls(["kernel.panic": 0]) },
    Fault(
      .hostSysctls, .failure,
      "with 'hostSysctls: refuse' the kubelet does not start on this host, which has other kernel settings: "
        + "kernel.panic 0 → 10", "sysctl -w kernel.panic=10"
    ) {
      $0.spec = "hostSysctls: refuse"
      $0.host.sysctls = HostSysctls(["kernel.panic": 0])
    },
  ]
}
