import NodeSpec

/// What CRI-O reads of registries: `registries.conf` and the certificates beside it (containers-registries.conf(5),
/// containers-certs.d(5)).
struct RegistriesConfiguration {
  static let path = "/etc/containers/registries.conf.d/nodectl.conf"
  private static let certificates = "/etc/containers/certs.d"

  let registries: [Registry]

  /// `authorities` are the texts of the certificate authorities, by the names of their registries.
  func files(authorities: [String: String]) -> [RuntimeFile] {
    guard !registries.isEmpty else { return [] }
    let text = TOMLText.origin("runtime.registries") + registries.map(table).joined()
    let certificates = registries.flatMap { registry in
      let hosts = registry.mirrors.isEmpty ? [registry.name] : registry.mirrors.map(\.authority)
      return hosts.compactMap { host in
        authorities[registry.name].map { RuntimeFile(path: "\(Self.certificates)/\(host)/ca.crt", content: $0) }
      }
    }
    return [RuntimeFile(path: Self.path, content: text)] + certificates
  }

  private func table(_ registry: Registry) -> String {
    let name = TOMLText.quoted(registry.name)
    var text = "\n[[registry]]\nprefix = \(name)\nlocation = \(name)\n"
    if registry.mirrors.isEmpty, registry.skipsVerification { text += "insecure = true\n" }
    for mirror in registry.mirrors {
      text += "\n[[registry.mirror]]\nlocation = \(TOMLText.quoted(mirror.authority + mirror.path))\n"
      if mirror.scheme == .http || registry.skipsVerification { text += "insecure = true\n" }
      if registry.capabilities == [.pull] { text += "pull-from-mirror = \"digest-only\"\n" }
    }
    return text
  }
}
