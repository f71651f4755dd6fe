import Images

/// As `docker`: DOCKER_AUTH_CONFIG, and else the configuration file, of which the registry's helper goes before the store
/// of all, and that before what stands in it.
extension RegistryLogins {
  func ofDocker(_ image: ImageReference) throws(RegistryLoginError) -> (login: RegistryLogin?, looked: [String]) {
    let key = image.registry == "docker.io" ? "https://index.docker.io/v1/" : image.registry
    var looked: [String] = []
    if let text = environment["DOCKER_AUTH_CONFIG"] {
      looked.append("DOCKER_AUTH_CONFIG")
      let file = try LoginFile(text, place: "DOCKER_AUTH_CONFIG")
      if let credentials = try stored(key, file, "DOCKER_AUTH_CONFIG") {
        return (RegistryLogin(kind: .credentials(credentials), place: "DOCKER_AUTH_CONFIG"), looked)
      }
    }
    looked.append(dockerFile)
    guard let text = files.read(dockerFile) else { return (nil, looked) }
    let file = try LoginFile(text, place: dockerFile)
    if let helper = file.helpers[key] ?? file.store, !helper.isEmpty {
      return (RegistryLogin(kind: .helper(name: helper, server: key), place: dockerFile), looked)
    }
    let credentials = try stored(key, file, dockerFile)
    return (credentials.map { RegistryLogin(kind: .credentials($0), place: dockerFile) }, looked)
  }

  private func stored(
    _ key: String, _ file: LoginFile, _ place: String
  ) throws(RegistryLoginError) -> RegistryCredentials? {
    let host = Self.host(key)
    let entry = file.auths[key] ?? file.auths.sorted { $0.key < $1.key }.first { Self.host($0.key) == host }?.value
    return try entry?.credentials(for: key, place: place)
  }
}
