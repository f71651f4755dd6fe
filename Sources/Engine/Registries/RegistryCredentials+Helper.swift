import FoundationEssentials

extension RegistryCredentials {
  /// What a credential helper prints for a registry.
  ///
  /// The user `<token>` stands for an identity token. Nil where it is not that.
  package init?(helperOutput output: [UInt8], server: String) {
    struct Answer: Decodable {
      let user: String
      let secret: String

      enum CodingKeys: String, CodingKey {
        case user = "Username"
        case secret = "Secret"
      }
    }
    guard let answer = try? JSONDecoder().decode(Answer.self, from: Data(output)) else { return nil }
    self =
      answer.user == "<token>"
      ? .identityToken(answer.secret, server: server)
      : .password(user: answer.user, password: answer.secret, server: server)
  }
}
