package import Ownership
package import Planning

/// Finds what would keep a node from running on a host, or from running well: a pure function of what both say.
package struct Examination: Sendable {
  let node: DesiredNode
  let engine: EngineFacts
  let host: HostFacts

  package init(_ node: DesiredNode, on engine: EngineFacts, _ host: HostFacts) {
    (self.node, self.engine, self.host) = (node, engine, host)
  }

  /// A finding for each check that there is something to say to, in the order of ``Check``.
  package var findings: [Finding] {
    let hostFindings =
      engine.isHostSeen
      ? [
        tun, kvm, fuse, nvidia, runtimeSocket, kernelModules, cgroupControllers, limits, clock, hostPort, dataDirectory,
        joined, disk, usage, leftovers, dataDirectoryUser, hostSysctls,
      ]
      : [elsewhere]
    let programs = engine.isHostSeen ? runtimePrograms : []
    let findings =
      engineFindings + hostFindings.compactMap(\.self) + programs
      + [cgroupDriver, resources, hostMetrics].compactMap(\.self)
    let order = Check.allCases
    return findings.sorted { (order.firstIndex(of: $0.check) ?? 0) < (order.firstIndex(of: $1.check) ?? 0) }
  }

  private var elsewhere: Finding {
    .warning(
      .host, "the engine is not on this host, or behind a proxy, and nobody can be sent there to look at its host",
      "that needs an image on the engine, and nodectl-host beside nodectl",
      "nodectl pull, and doctor once more; or run nodectl doctor on that host")
  }
}
