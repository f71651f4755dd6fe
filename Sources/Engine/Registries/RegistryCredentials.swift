import FoundationEssentials

/// What opens a registry to us.
///
/// It never prints its secret.
package enum RegistryCredentials: Hashable, Sendable {
  case password(user: String, password: String, server: String)
  case identityToken(String, server: String)
}

extension RegistryCredentials: CustomStringConvertible, CustomDebugStringConvertible {
  package var description: String {
    switch self {
    case .password(let user, _, let server): "\(user) at \(server)"
    case .identityToken(_, let server): "an identity token for \(server)"
    }
  }

  package var debugDescription: String { description }
}

extension RegistryCredentials: CustomReflectable {
  // Without it, dump and test failures would show the cases' values.
  package var customMirror: Mirror { Mirror(self, children: []) }
}

extension RegistryCredentials {
  /// The value of `X-Registry-Auth`: JSON in base64 of the URL alphabet, padded.
  var header: String {
    get throws {
      let fields =
        switch self {
        case .password(let user, let password, let server):
          ["username": user, "password": password, "serveraddress": server]
        case .identityToken(let token, let server): ["identitytoken": token, "serveraddress": server]
        }
      return Data(try JSON.encode(fields)).base64EncodedString()
        .replacing("+", with: "-").replacing("/", with: "_")
    }
  }
}
