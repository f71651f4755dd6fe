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

  init(
    _ check: Check, _ severity: Finding.Severity, _ what: String, _ remedy: String,
    _ spoil: @escaping @Sendable (inout GoodHost) -> Void
  ) {
    (self.check, self.severity, self.what, self.remedy, self.spoil) = (check, severity, what, remedy, spoil)
  }

  private static func neighbour(_ label: String, _ value: String) -> [String: String] {
    [Label.project: "attic", Label.version: "1", Label.configFiles: "/srv/attic/node.yaml", label: value]
  }

  static let all = engineFaults + kernelFaults + storageFaults + shareFaults + programFaults + runtimeFaults

  private static let runtimeFaults = [
    Fault(.runtimeSocket, .failure, "there is no socket at /run/a.sock", "systemctl start cri-docker.socket") {
      $0.beside("cri-dockerd", "systemd")
      $0.host.runtimeSocketExists = false
    },
    Fault(.runtimeSocket, .failure, "there is no socket at /run/a.sock", "start the runtime") {
      $0.beside("external", "systemd")
      $0.host.runtimeSocketExists = false
    },
    Fault(
      .cgroupDriver, .failure,
      "the kubelet is to have cgroups made by cgroupfs, and Docker has them made by systemd",
      "set runtime.cgroupDriver to systemd"
    ) { $0.beside("cri-dockerd", "cgroupfs") },
    Fault(
      .cgroupDriver, .warning,
      "the kubelet is to have cgroups made by cgroupfs, and Docker has them made by systemd",
      "set runtime.cgroupDriver to systemd"
    ) { $0.beside("external", "cgroupfs") },
    Fault(
      .cgroupDriver, .failure, "with 'cgroupDriver: systemd' systemd makes the pods' cgroups, and this host has none",
      "set runtime.cgroupDriver to cgroupfs, as the runtime must have it too"
    ) {
      $0.beside("external", "systemd")
      $0.host.hasSystemd = false
    },
    Fault(
      .hostMetrics, .failure,
      "'runtime.kind: external' needs the cgroup /nodectl_pods.slice/nodectl_pods-edge.slice on this host, and only root "
        + "can make it", "run nodectl as root, or enter as root:"
    ) {
      $0.beside("external", "systemd")
      $0.host.isRoot = false
      $0.host.cgroup = NodeCgroup(path: "/nodectl-pods/edge", rootControllers: ["memory"], controllers: nil)
    },
  ]

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
    Fault(
      .kvm, .failure, "there is no /dev/kvm",
      "modprobe kvm_intel || modprobe kvm_amd"
    ) {
      $0.spec = "runtime: {defaultRuntime: krun}"
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
    Fault(.limits, .warning, "fs.nr_open is 65536", "sysctl -w fs.nr_open=1000000") {
      $0.host.filesOfAProcess = 65_536
    },
    Fault(.limits, .warning, "fs.file-max is 800000", "sysctl -w fs.file-max=850000") {
      $0.host.files = HostFacts.Files(open: 750_000, limit: 800_000)
    },
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
    Fault(
      .usage, .warning,
      "the node takes 7.0 GiB: data directory 3 MiB, crio-data 5.0 GiB, container logs 2.0 GiB",
      "set 'logging' in the template, with max-size and max-file, as the built-in ones do; then nodectl up edge"
    ) { $0.host.logUsage = 2 << 30 },
    leftover("2 mounts") { $0.host.leftovers?.mounts = ["/srv/edge/k0s-data/a", "/srv/edge/k0s-data/b"] },
    leftover("1 process, 1 cgroup") {
      $0.host.leftovers = Leftovers(
        processes: [
          Leftovers.Process(pid: 7, startTime: 1, state: "S", command: "kubelet", cgroup: "/x", reason: "noted")
        ], cgroups: ["/nodectl/edge"])
    },
    leftover("1 mount") {
      $0.host.leftovers = nil
      $0.host.mounts = mounts(below: true)
    },
    Fault(
      .otherNodes, .failure, "the data directory is in use by a container that runs: process 7 in /docker/x",
      "end that container, or give the node another directory as dataDir"
    ) {
      $0.host.leftovers?.obstacles = ["the data directory is in use by a container that runs: process 7 in /docker/x"]
    },
  ]

  private static func leftover(_ what: String, _ spoil: @escaping @Sendable (inout GoodHost) -> Void) -> Fault {
    Fault(
      .leftovers, .warning, "of an earlier node there is still \(what)",
      "nodectl reap --dry-run edge    lists it; without --dry-run it is ended", spoil)
  }

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
