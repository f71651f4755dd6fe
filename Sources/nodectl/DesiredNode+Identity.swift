import NodeSpec
import Planning
import ZeroTier

extension DesiredNode {
  /// Throws, at the place in the spec, if the parts of the node's identity do not belong together.
  ///
  /// Takes some ten milliseconds, so it is for those who are about to use the identity for the first time; that the secret
  /// key is the public key's, ``SecretsLoader`` checks always.
  @Sendable func checkIdentity() throws {
    do throws(IdentityError) { try identity?.check() } catch {
      throw Failure([Problem(at: spec.zerotier.identity.secret.mark, "\(error)")])
    }
  }
}
