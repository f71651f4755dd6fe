/// What was found to log in to a registry with.
package struct RegistryLogin: Sendable, Hashable {
  package enum Kind: Sendable, Hashable {
    /// It stands in the file.
    case credentials(RegistryCredentials)
    /// The program `docker-credential-NAME` knows it, by the registry's key.
    case helper(name: String, server: String)
  }

  package let kind: Kind
  /// The file, or variable, that says so.
  package let place: String
}
