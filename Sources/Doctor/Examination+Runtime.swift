import Engine
import NodeSpec
import Ownership
import Planning

/// Whether a runtime of the host's can be the node's.
extension Examination {
  var runtimeSocket: Finding? {
    guard let external = node.spec.runtime.external, let isThere = host.runtimeSocketExists else { return nil }
    let path = external.socket.value.path
    if isThere { return .ok(.runtimeSocket, "there is a socket at \(path)") }
    let start = node.spec.runtime.kind == .criDockerd ? "systemctl start cri-docker.socket" : "start the runtime"
    return .failure(
      .runtimeSocket, "there is no socket at \(path)",
      "the kubelet would have no runtime, and the engine would make a directory there", start,
      "or set runtime.socket to where it listens")
  }

  /// A runtime refuses the cgroups of the other driver, pod by pod.
  var cgroupDriver: Finding? {
    guard let external = node.spec.runtime.external else { return nil }
    let driver = external.cgroupDriver.value
    if driver == .systemd, engine.isHostSeen, host.hasSystemd == false {
      return .failure(
        .cgroupDriver, "with 'cgroupDriver: systemd' systemd makes the pods' cgroups, and this host has none", "",
        "set runtime.cgroupDriver to cgroupfs, as the runtime must have it too")
    }
    let isDockers = node.spec.runtime.kind == .criDockerd && engine.product == .docker
    guard let other = CgroupDriver(rawValue: engine.info.cgroupDriver), other != driver else {
      return .ok(.cgroupDriver, "the pods' cgroups are made by \(driver.rawValue)")
    }
    return Finding(
      .cgroupDriver, isDockers ? .failure : .warning,
      "the kubelet is to have cgroups made by \(driver.rawValue), and \(engine.product) has them made by \(other.rawValue)",
      why: isDockers ? "no pod would start" : "no pod starts where the runtime is as that engine",
      remedy: ["set runtime.cgroupDriver to \(other.rawValue)"]
        + (other == .systemd ? ["and k0s.profile to one that nodectl export --format manifests prints"] : []))
  }
}
