import JoinToken
import NodeSpec
import ZeroTier

/// What may be told of a node's secrets.
struct SecretsSummary: Encodable {
  let identity: IdentitySummary
  let joinToken: TokenSummary

  init(_ secrets: NodeSecrets) throws(JoinTokenError) {
    identity = IdentitySummary(.secret(secrets.identity))
    joinToken = TokenSummary(try JoinToken(secrets.joinToken))
  }
}
