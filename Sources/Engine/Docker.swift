/// What is Docker's own.
enum Docker {
  static func capabilities(api: Version) -> Capabilities {
    Capabilities(
      honoursStartInterval: api >= Version(1, 44),
      honoursCgroupNamespaceMode: true,
      honoursDeviceDrivers: true,
      acceptsHostnameInSharedNetworkNamespace: false,
      runsHealthChecksItself: true,
      eventsCarryTheVerdict: true,
      startsDependenciesItself: false,
      removesNamespaceOwnerBeforeDependents: true,
      protectsNetworksByID: true,
      execsLeaveNothingBehind: true,
      restartsContainersAtBoot: true,
      reportsNetworkModeAsAsked: true)
  }
}
