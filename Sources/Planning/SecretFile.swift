package import Compose

/// A secret as a file in a container.
package struct SecretFile: Sendable {
  package let grant: SecretGrant
  package let content: [UInt8]
}
