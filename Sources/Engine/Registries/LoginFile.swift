import FoundationEssentials

/// A file that `docker login` or `podman login` writes.
struct LoginFile: Decodable {
  struct Entry: Decodable {
    /// `user:password` in base64.
    let auth: String?
    let identityToken: String?

    enum CodingKeys: String, CodingKey {
      case auth
      case identityToken = "identitytoken"
    }
  }

  @OrEmpty var auths: [String: Entry]
  @OrEmpty var helpers: [String: String]
  let store: String?

  enum CodingKeys: String, CodingKey {
    case auths
    case helpers = "credHelpers"
    case store = "credsStore"
  }

  init(_ text: String, place: String) throws(RegistryLoginError) {
    do { self = try JSONDecoder().decode(Self.self, from: Data(text.utf8)) } catch {
      // Nothing of the error, which may quote the text.
      throw .unreadable(place: place, reason: "it is not JSON with 'auths', 'credHelpers' and 'credsStore'")
    }
  }
}

extension LoginFile.Entry {
  /// Nil where nothing is in it, as for those that a helper keeps.
  func credentials(for server: String, place: String) throws(RegistryLoginError) -> RegistryCredentials? {
    if let identityToken, !identityToken.isEmpty { return .identityToken(identityToken, server: server) }
    guard let auth, !auth.isEmpty else { return nil }
    guard let text = Data(base64Encoded: auth).map({ String(decoding: $0, as: UTF8.self) }),
      let colon = text.firstIndex(of: ":"), colon != text.startIndex
    else { throw .unreadable(place: place, reason: "the 'auth' of \(server) is no user:password in base64") }
    let password = text[text.index(after: colon)...].prefix { $0 != "\0" }
    return .password(user: String(text[..<colon]), password: String(password), server: server)
  }
}
