import Crypto
import FoundationEssentials
import YAML

/// Tells whether a container, network or volume on the engine is what the project wants.
///
/// A hash of our own over canonical JSON: compose's, byte for byte, depends on its release. It stands in compose's
/// label, which compose needs to see the container at all.
package enum ConfigHash {
  /// Covers everything that a change of would need a new container, and the fingerprints of the files it is given.
  package static func of(
    _ service: Service, secrets: [String: Fingerprint], configs: [String: Fingerprint] = [:]
  ) -> String {
    var service = service
    service.dependsOn = []
    var fields = FieldWriter()
    fields["service"] = service.rendered
    fields["secrets"] = granted(service.secrets, secrets)
    if !service.configs.isEmpty { fields["configs"] = granted(service.configs, configs) }
    return hash(fields.mapping)
  }

  private static func granted(_ grants: [FileGrant], _ fingerprints: [String: Fingerprint]) -> Value {
    .mapping(grants.map { Value.Entry($0.source, .string(fingerprints[$0.source]?.description ?? "")) })
  }

  package static func of(_ network: Network) -> String { hash(network.rendered) }

  package static func of(_ volume: Volume) -> String { hash(volume.rendered) }

  private static func hash(_ value: Value) -> String {
    Hex.text(SHA256.hash(data: Array(value.canonicalJSON.utf8)))
  }
}
