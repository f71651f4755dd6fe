import Engine
import NodeSpec
import Ownership
import Planning

/// What the engine says.
extension Examination {
  var engineFindings: [Finding] {
    [
      .ok(.engine, "\(engine.product) \(engine.info.serverVersion), API \(engine.apiVersion.short)"), rootful, cgroups,
      storageDriver, healthChecks, boot, otherNodes,
    ].compactMap(\.self)
  }

  private var rootful: Finding {
    guard engine.info.isRootless else { return .ok(.rootful, "the engine is rootful") }
    return .failure(
      .rootful, "the engine is rootless", "k0s needs a rootful one",
      "use the system's engine: run nodectl as root, or name its socket with --engine")
  }

  private var cgroups: Finding {
    guard engine.info.cgroupVersion != "2" else {
      return .ok(.cgroups, "cgroup version 2, by \(engine.info.cgroupDriver)")
    }
    return .failure(
      .cgroups, "the host runs cgroup v1 (or both versions)", "the kubelet and its runtime need version 2 alone",
      "boot with systemd.unified_cgroup_hierarchy=1 on the kernel's command line")
  }

  private var storageDriver: Finding? {
    let driver = engine.info.storageDriver
    guard !driver.isEmpty else { return nil }
    guard driver == "vfs" else { return .ok(.storageDriver, "images are stored by \(driver)") }
    return .warning(
      .storageDriver, "images are stored by vfs", "every container is a whole copy of its image: slow, and large",
      "set the engine's storage driver to overlay")
  }

  /// Podman leaves them to timers of systemd.
  private var healthChecks: Finding? {
    guard !engine.capabilities.runsHealthChecksItself else {
      return .ok(.healthChecks, "the engine runs health checks")
    }
    guard let hasSystemd = host.hasSystemd else { return nil }
    if hasSystemd { return .ok(.healthChecks, "systemd runs Podman's health checks") }
    return .warning(
      .healthChecks, "nothing runs Podman's health checks without systemd", "nobody notices a node that turns sick",
      "keep 'nodectl supervise' running, or ask 'nodectl status'")
  }

  private var boot: Finding? {
    guard !engine.capabilities.restartsContainersAtBoot else {
      return .ok(.boot, "the engine starts the node again after a reboot")
    }
    guard let isEnabled = host.restartsPodmanAtBoot else { return nil }
    if isEnabled { return .ok(.boot, "podman-restart.service starts the node again after a reboot") }
    return .warning(
      .boot, "podman-restart.service is not enabled", "the node does not come back after a reboot",
      host.hasSystemd == true ? "systemctl enable podman-restart.service" : "run 'nodectl up' at boot")
  }

  private var otherNodes: Finding {
    let own = Claims(node)
    for other in engine.claims {
      guard let conflict = own.conflicts(with: other).first else { continue }
      return .failure(
        .otherNodes, "\(conflict) belongs to the node \(other.node), made from \(other.spec ?? "?")", "",
        "give this one, of \(node.origin.file), another",
        "or take that one down first: nodectl down \(other.node)")
    }
    let count = Set(engine.claims.map(\.node)).subtracting([node.name]).count
    return .ok(.otherNodes, count == 0 ? "no other nodes on this engine" : "\(count) other nodes, none in the way")
  }
}
