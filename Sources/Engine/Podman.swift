/// What is Podman's own.
enum Podman {
  static func capabilities(libpod: Version) -> Capabilities {
    Capabilities(
      honoursStartInterval: false,
      honoursCgroupNamespaceMode: libpod >= Version(5, 6),
      honoursAnnotations: true,
      keepsHealthCheckArguments: libpod >= Version(5, 8),
      honoursDeviceDrivers: false,
      acceptsHostnameInSharedNetworkNamespace: true,
      runsHealthChecksItself: false,
      eventsCarryTheVerdict: false,
      startsDependenciesItself: true,
      removesNamespaceOwnerBeforeDependents: false,
      protectsNetworksByID: false,
      checksSharedMounts: false,
      execsLeaveNothingBehind: false,
      restartsContainersAtBoot: false,
      reportsNetworkModeAsAsked: false)
  }
}
