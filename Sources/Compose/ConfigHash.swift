import Crypto
import FoundationEssentials
import YAML

/// Tells whether a container, network or volume on the engine is what the project wants.
///
/// A hash of our own over canonical JSON: compose's, byte for byte, depends on its release. It stands in compose's
/// label, which compose needs to see the container at all.
package enum ConfigHash {
  /// Covers everything that a change of would need a new container, and the fingerprints of the secrets it is given.
  package static func of(_ service: Service, secrets: [String: Fingerprint]) -> String {
    var service = service
    service.dependsOn = []
    let granted = service.secrets.map { ($0.secret, Value.string(secrets[$0.secret]?.description ?? "")) }
    return hash(["service": service.rendered, "secrets": .mapping(granted.map { Value.Entry($0.0, $0.1) })])
  }

  package static func of(_ network: Network) -> String { hash(network.rendered) }

  package static func of(_ volume: Volume) -> String { hash(volume.rendered) }

  private static func hash(_ value: Value) -> String {
    Hex.text(SHA256.hash(data: Array(value.canonicalJSON.utf8)))
  }
}
