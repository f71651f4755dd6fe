import NodeSpec

/// The directory of registries that containerd reads: a `hosts.toml` for each (containerd's `docs/hosts.md`).
struct RegistryHosts {
  static let directory = ContainerdConfiguration.dropIns + "/certs.d"
  private static let authorityFile = "ca.crt"

  let registry: Registry

  /// `authority` is the text of the registry's certificate authority, where it has one.
  func files(authority: String?) -> [RuntimeFile] {
    // A colon would part the two sides of a mount: containerd reads `_PORT_` as well.
    let name = registry.name.contains(":") ? registry.name.replacing(":", with: "_") + "_" : registry.name
    let directory = "\(Self.directory)/\(name)"
    let hosts = RuntimeFile(path: "\(directory)/hosts.toml", content: text)
    return [hosts]
      + [authority].compactMap(\.self).map {
        RuntimeFile(path: "\(directory)/\(Self.authorityFile)", content: $0)
      }
  }

  private var text: String {
    let hosts = registry.mirrors.isEmpty ? [server] : registry.mirrors.map(address)
    return "\(TOMLText.origin("runtime.registries"))server = \(TOMLText.quoted(server))\n"
      + zip(hosts, paths).map(table).joined()
  }

  private var server: String { "https://" + (registry.name == "docker.io" ? "registry-1.docker.io" : registry.name) }

  /// With a path, containerd appends nothing to an address: the API's own part has to be in it.
  private func address(_ mirror: RegistryAddress) -> String {
    "\(mirror.scheme.rawValue)://\(mirror.authority)" + (mirror.path.isEmpty ? "" : "/v2\(mirror.path)")
  }

  private var paths: [String] { registry.mirrors.isEmpty ? [""] : registry.mirrors.map(\.path) }

  private func table(_ address: String, path: String) -> String {
    let capabilities = registry.capabilities.map { TOMLText.quoted($0.rawValue) }.joined(separator: ", ")
    var text = "\n[host.\(TOMLText.quoted(address))]\ncapabilities = [\(capabilities)]\n"
    if registry.authority != nil { text += "ca = \(TOMLText.quoted(Self.authorityFile))\n" }
    if registry.skipsVerification { text += "skip_verify = true\n" }
    if !path.isEmpty { text += "override_path = true\n" }
    return text
  }
}
