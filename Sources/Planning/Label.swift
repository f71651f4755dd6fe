/// The labels that nodectl puts on what it makes.
///
/// Compose's own, so that `docker compose ls`, `ps` and `logs` see an ordinary project, and nodectl's, which hold what
/// later runs need when only the node's name is given.
package enum Label {
  package static let project = "com.docker.compose.project"
  package static let service = "com.docker.compose.service"
  /// On networks and volumes: their key in the compose file.
  package static let network = "com.docker.compose.network"
  package static let volume = "com.docker.compose.volume"
  package static let composeVersion = "com.docker.compose.version"
  package static let workingDirectory = "com.docker.compose.project.working_dir"
  package static let configFiles = "com.docker.compose.project.config_files"
  /// `True` on containers of `docker compose run`; compose only lists those with `False`.
  package static let oneOff = "com.docker.compose.oneoff"
  package static let configHash = "com.docker.compose.config-hash"
  package static let containerNumber = "com.docker.compose.container-number"
  /// `service:condition:restart`, joined by commas.
  package static let dependsOn = "com.docker.compose.depends_on"

  /// The version of nodectl that made the thing; what has no such label is not nodectl's.
  package static let version = "nodectl.version"
  /// The service as canonical JSON, secrets replaced by fingerprints: what a later plan compares with.
  package static let config = "nodectl.config"
  /// On the short-lived container that does something on the host for a node: the node's name.
  package static let helper = "nodectl.helper"
  /// On the volume that remembers what an upgrade began from: the containers that there were, and what is changed in words.
  package static let previous = "nodectl.previous"
  package static let upgrade = "nodectl.upgrade"
  package static let template = "nodectl.template"
  /// The absolute path of the node's data directory on the engine's host.
  package static let dataDirectory = "nodectl.data-dir"
  /// On volumes in memory, which live from `up` to `down`: what kernel settings of the host were before its kubelets.
  package static let sysctlsBefore = "nodectl.sysctls-before"
  /// The UDP port of the host that leads to ZeroTier.
  package static let hostPort = "nodectl.host-port"
  /// The address that k0s was made with.
  package static let nodeIP = "nodectl.node-ip"
  /// The ZeroTier network.
  package static let zerotierNetwork = "nodectl.zerotier-network"
  /// The ZeroTier address: the public part of the identity that two nodes must not share.
  package static let zerotierAddress = "nodectl.zerotier-address"
  /// The socket of the host's runtime that runs the node's pods, of a node that has none of its own.
  package static let runtimeSocket = "nodectl.runtime-socket"
}
