/// What engines differ in, as far as anything here depends on it: one row for each difference.
///
/// Filled by ``Docker`` and ``Podman``; no other code asks which product it talks to.
package struct Capabilities: Hashable, Sendable {
  // MARK: Creating

  /// Probes at a health check's `startInterval` during its start period; otherwise it is dropped without a word.
  package var honoursStartInterval: Bool
  /// Takes `CgroupnsMode` in Docker's create call; otherwise host mode needs the product's own one.
  package var honoursCgroupNamespaceMode: Bool
  /// Gives devices asked for by driver (`nvidia`); otherwise only those named by CDI.
  package var honoursDeviceDrivers: Bool
  /// Takes a hostname with another container's network; otherwise it refuses one, and the owner's is inherited.
  package var acceptsHostnameInSharedNetworkNamespace: Bool

  // MARK: Running

  /// Runs health checks by itself; otherwise only where its host's init is systemd.
  package var runsHealthChecksItself: Bool
  /// An event tells of a new verdict of a health check; otherwise of every run, and maybe one run late.
  package var eventsCarryTheVerdict: Bool
  /// Starts the owner of a shared namespace when a dependent is started; otherwise it refuses to start the dependent.
  package var startsDependenciesItself: Bool
  /// Removes the owner of a shared namespace while dependents exist.
  package var removesNamespaceOwnerBeforeDependents: Bool
  /// Refuses to remove a network in use also where it is named by its id; otherwise only where by its name.
  package var protectsNetworksByID: Bool
  /// A command that was run in a container leaves nothing behind; otherwise a process of the host stays for minutes.
  package var execsLeaveNothingBehind: Bool
  /// Starts what has a restart policy after a reboot; otherwise a unit of its own must be enabled for it.
  package var restartsContainersAtBoot: Bool

  // MARK: Telling

  /// Inspection and lists name the network mode as it was asked for; otherwise `bridge` for a network, none in lists.
  package var reportsNetworkModeAsAsked: Bool
}

extension Capabilities {
  package init(_ ping: Ping, apiVersion: Version) {
    switch ping.product {
    case .docker: self = Docker.capabilities(api: apiVersion)
    case .podman: self = Podman.capabilities(libpod: ping.libpodVersion ?? Version(4, 0))
    }
  }
}
