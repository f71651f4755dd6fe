import Engine
import Host
import Images

extension LocalEngineHost {
  func access(to image: ImageReference, for product: Product) async throws -> RegistryAccess {
    let environment = ProcessEnvironment.current
    let logins = RegistryLogins(environment: environment, userID: LocalHost.userID, files: .ofThisHost)
    let (login, looked) = try logins.find(for: image, of: product)
    guard let login else { return RegistryAccess(image, nil, in: nil, looked: looked) }
    switch login.kind {
    case .credentials(let credentials): return RegistryAccess(image, credentials, in: login.place, looked: looked)
    case .helper(let name, let server):
      let program = "docker-credential-\(name)"
      switch try await CredentialHelper.get(server, from: program, path: environment["PATH"]) {
      case .none: return RegistryAccess(image, nil, in: nil, looked: looked + [program])
      case .missing: throw RegistryLoginError.noHelper(program: program, place: login.place)
      case .failed(let words): throw RegistryLoginError.helperFailed(program: program, words: words)
      case .found(let output):
        guard let credentials = RegistryCredentials(helperOutput: output, server: server) else {
          throw RegistryLoginError.helperFailed(program: program, words: "its answer is no login")
        }
        return RegistryAccess(image, credentials, in: program, looked: looked)
      }
    }
  }
}
