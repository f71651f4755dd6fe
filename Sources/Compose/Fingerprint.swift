import Crypto

/// What is shown, stored and compared in a secret's place: enough to tell that it changed, too little to learn it.
package struct Fingerprint: Sendable, Hashable, CustomStringConvertible {
  /// 12 hex digits.
  package let description: String

  /// HMAC-SHA-256 keyed by the project's name, so that equal secrets of two nodes do not show as equal.
  package init(of secret: [UInt8], project: String) {
    let code = HMAC<SHA256>.authenticationCode(for: secret, using: SymmetricKey(data: Array(project.utf8)))
    description = Hex.text(code.prefix(6))
  }
}
