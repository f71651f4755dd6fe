import Images

/// As `podman` (containers-auth.json(5)): REGISTRY_AUTH_FILE alone, or else Podman's files and then Docker's; in each the
/// registry's helper goes before the entry of the repository, or of the nearest namespace above it.
extension RegistryLogins {
  func ofPodman(_ image: ImageReference) throws(RegistryLoginError) -> (login: RegistryLogin?, looked: [String]) {
    var looked: [String] = []
    for place in podmanFiles {
      looked.append(place)
      guard let text = files.read(place) else { continue }
      if let login = try login(for: image, LoginFile(text, place: place), place) { return (login, looked) }
    }
    return (nil, looked)
  }

  private var podmanFiles: [String] {
    if let file = environment["REGISTRY_AUTH_FILE"] { return [file] }
    let runtime = environment["XDG_RUNTIME_DIR"].map { "\($0)/containers" } ?? "/run/containers/\(userID)"
    let own = environment["XDG_CONFIG_HOME"] ?? "\(home)/.config"
    return ["\(runtime)/auth.json", "\(own)/containers/auth.json", dockerFile]
  }

  private func login(
    for image: ImageReference, _ file: LoginFile, _ place: String
  ) throws(RegistryLoginError) -> RegistryLogin? {
    if let helper = file.helpers[image.registry], !helper.isEmpty {
      return RegistryLogin(kind: .helper(name: helper, server: image.registry), place: place)
    }
    for key in keys(of: image) {
      guard let entry = file.auths[key] else { continue }
      if let credentials = try entry.credentials(for: key, place: place) {
        return RegistryLogin(kind: .credentials(credentials), place: place)
      }
    }
    // Keys that are URLs, as Docker writes them, and the other names of Docker's registry.
    let host = Self.canonical(image.registry[...])
    for (key, entry) in file.auths.sorted(by: { $0.key < $1.key }) where Self.canonical(Self.host(key)) == host {
      guard key.contains("://") || !key.contains("/") else { continue }
      if let credentials = try entry.credentials(for: key, place: place) {
        return RegistryLogin(kind: .credentials(credentials), place: place)
      }
    }
    return nil
  }

  /// The repository, the namespaces above it, the registry.
  private func keys(of image: ImageReference) -> [String] {
    var keys: [String] = []
    var key = image.name[...]
    while let slash = key.lastIndex(of: "/") {
      keys.append(String(key))
      key = key[..<slash]
    }
    return keys + [String(key)]
  }

  private static func canonical(_ host: Substring) -> Substring {
    ["docker.io", "registry-1.docker.io"].contains(host) ? "index.docker.io" : host
  }
}
