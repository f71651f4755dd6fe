/// The PEM files for a TLS connection: whom to trust, and who we are.
///
/// The server is always verified, name included.
package struct TLSFiles: Hashable, Sendable {
  /// The certificate authority that vouches for the server; nil: those of the system.
  package var authority: String?
  package var certificate: String?
  package var key: String?

  package init(authority: String? = nil, certificate: String? = nil, key: String? = nil) {
    self.authority = authority
    self.certificate = certificate
    self.key = key
  }
}
