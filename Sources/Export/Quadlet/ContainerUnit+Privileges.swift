import Compose
import NodeSpec

extension ContainerUnit {
  /// What the service may do on the host, and how much of it it gets.
  mutating func sayPrivileges() {
    if service.privileged { sayToPodman("--privileged") }
    if let cgroup = service.cgroup { sayToPodman("--cgroupns=\(cgroup.rawValue)") }
    if let pid = service.pid { sayToPodman("--pid=\(pid.rawValue)") }
    for capability in service.capAdd { say("AddCapability", words: [capability]) }
    for capability in service.capDrop { say("DropCapability", words: [capability]) }
    for device in service.devices {
      say("AddDevice", words: ["\(device.source):\(device.target):\(device.permissions)"])
    }
    for option in service.securityOptions { saySecurity(option) }
    container.add("Sysctl", pairs: service.sysctls)
    for limit in service.ulimits { say("Ulimit", "\(limit.name)=\(limit.soft):\(limit.hard)") }
    if let pids = service.pidsLimit { container.add("PidsLimit", "\(pids)") }
    if let cpus = service.cpus { sayToPodman("--cpus=\(CPUCount.text(cpus))") }
    // Quadlet has a key for it, but only since Podman 5.5.
    if let memory = service.memoryLimit { sayToPodman("--memory=\(memory)b") }
  }

  /// An option is `NAME`, or `NAME=VALUE`, for which `NAME:VALUE` is an old form.
  private mutating func saySecurity(_ option: String) {
    let halves = option.split(maxSplits: 1) { $0 == "=" || $0 == ":" }.map(String.init)
    switch (halves.first, halves.dropFirst().first) {
    case ("no-new-privileges", nil), ("no-new-privileges", "true"): container.add("NoNewPrivileges", "true")
    case ("seccomp", let profile?): say("SeccompProfile", profile)
    case ("label", "disable"): container.add("SecurityLabelDisable", "true")
    default: sayToPodman("--security-opt=\(option)")
    }
  }
}
