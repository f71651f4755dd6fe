package import Images

/// Finds what to log in to a registry with, where the engine's own command line would look for it.
package struct RegistryLogins {
  let environment: [String: String]
  let userID: UInt32
  let files: HostFiles

  package init(environment: [String: String], userID: UInt32, files: HostFiles) {
    self.environment = environment.filter { !$0.value.isEmpty }
    (self.userID, self.files) = (userID, files)
  }

  /// What was found, if anything, and the places that were looked at.
  package func find(
    for image: ImageReference, of product: Product
  ) throws(RegistryLoginError) -> (login: RegistryLogin?, looked: [String]) {
    switch product {
    case .docker: try ofDocker(image)
    case .podman: try ofPodman(image)
    }
  }

  var home: String { environment["HOME"] ?? "/root" }

  var dockerFile: String { "\(environment["DOCKER_CONFIG"] ?? "\(home)/.docker")/config.json" }

  /// The registry's name in a key, which may be a URL.
  static func host(_ key: String) -> Substring {
    var rest = key[...]
    if let scheme = rest.firstRange(of: "://") { rest = rest[scheme.upperBound...] }
    return rest.prefix { $0 != "/" }
  }
}
