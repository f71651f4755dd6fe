/// A node as units of systemd, which keep `nodectl supervise` running and its data directory shared.
package struct SystemdExport: Sendable {
  /// The engine's unit that has to be there before.
  package enum EngineUnit: String, Sendable {
    case docker = "docker.service"
    case podman = "podman.socket"
  }

  private let node: String
  private let engine: EngineUnit
  /// Both absolute.
  private let specDirectory: String, dataDirectory: String
  private let notes: [String]

  /// `specDirectory` and `dataDirectory` are absolute and normalised; the notes are the comments at the head of each unit.
  package init(node: String, engine: EngineUnit, specDirectory: String, dataDirectory: String, notes: [String]) {
    (self.node, self.engine, self.notes) = (node, engine, notes)
    (self.specDirectory, self.dataDirectory) = (specDirectory, dataDirectory)
  }

  /// The service that runs a command, its program's absolute path first.
  ///
  /// The command tells systemd when the node is up and that it lives on, reads its spec again on SIGHUP, and leaves the
  /// node as it is when it ends.
  package func service(running command: [String]) -> UnitFile {
    UnitFile("nodectl-\(node).service", notes: notes, [unitSection, serviceSection(command), installSection])
  }

  /// The mount that makes the data directory one from which a node's mounts reach its pods.
  package var mount: UnitFile {
    var unit = UnitSection("Unit")
    unit.add("Description", UnitText.plain("Data directory of the node \(node), as a shared mount"))
    var mount = UnitSection("Mount")
    mount.comment("Leave this unit out where the directory is a file system of its own: systemd shares that anyway.")
    mount.add("What", UnitText.plain(dataDirectory))
    mount.add("Where", UnitText.plain(dataDirectory))
    mount.add("Type", "none")
    mount.add("Options", "bind,shared")
    return UnitFile(UnitName.escaping(path: dataDirectory) + ".mount", notes: notes, [unit, mount])
  }

  private var unitSection: UnitSection {
    var unit = UnitSection("Unit")
    unit.add("Description", UnitText.plain("The Kubernetes node \(node)"))
    unit.add("Wants", names: ["network-online.target"] + (engine == .docker ? [engine.rawValue] : []))
    if engine == .podman {
      unit.comment(
        "Without it, nodectl would start Podman's service itself, and containers would inherit the limits below.")
      unit.add("Requires", engine.rawValue)
    }
    unit.add("After", names: ["network-online.target", engine.rawValue])
    unit.add("RequiresMountsFor", names: [specDirectory, dataDirectory].map(UnitText.path))
    return unit
  }

  private func serviceSection(_ command: [String]) -> UnitSection {
    var service = UnitSection("Service")
    service.comment("Ready after its first look at the node, whose services may have to wait for each other then.")
    service.add("Type", "notify")
    service.add("ExecStart", names: command.map(UnitText.word))
    service.add("ExecReload", "/bin/kill -HUP $MAINPID")
    service.add("TimeoutStartSec", "15min")
    service.add("WatchdogSec", "1min")
    service.add("Restart", "on-failure")
    service.add("RestartSec", "5s")
    service.comment("What a restart does not mend: a spec that is invalid, a wrong command line.")
    service.add("RestartPreventExitStatus", "3 64")
    service.comment("Ends nodectl, not the node: its containers are the engine's.")
    service.add("KillMode", "mixed")
    sayHardening(&service)
    return service
  }

  /// Nothing among it gives the service a mount namespace of its own: it looks after mounts of the host.
  private func sayHardening(_ service: inout UnitSection) {
    service.comment("Nothing that would give it other mounts than the host's, which it looks after.")
    for key in [
      "NoNewPrivileges", "LockPersonality", "MemoryDenyWriteExecute", "RestrictRealtime", "RestrictSUIDSGID",
    ] { service.add(key, "yes") }
    service.add("RestrictAddressFamilies", "AF_UNIX AF_INET AF_INET6 AF_NETLINK")
    service.add("SystemCallArchitectures", "native")
    service.add("UMask", "0077")
  }

  private var installSection: UnitSection {
    var install = UnitSection("Install")
    install.add("WantedBy", "multi-user.target")
    return install
  }
}
