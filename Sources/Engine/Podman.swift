/// What is Podman's own.
enum Podman {
  static func capabilities(libpod: Version) -> Capabilities {
    Capabilities(
      honoursStartInterval: false,
      honoursCgroupNamespaceMode: libpod >= Version(5, 6),
      honoursDeviceDrivers: false,
      acceptsHostnameInSharedNetworkNamespace: true,
      runsHealthChecksItself: false,
      eventsCarryTheVerdict: false,
      startsDependenciesItself: true,
      removesNamespaceOwnerBeforeDependents: false,
      protectsNetworksByID: false,
      execsLeaveNothingBehind: false,
      restartsContainersAtBoot: false,
      reportsNetworkModeAsAsked: false)
  }
}
