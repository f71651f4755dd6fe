@testable import Engine
import Images

/// The files in which `docker login` and `podman login` keep logins, and what a credential helper prints.
enum RegistryLoginsTarget: FuzzTarget {
  private static let images = ["busybox", "ghcr.io/a/b:1", "localhost:5000/x", "quay.io/a/b/c"].compactMap {
    try? ImageReference($0)
  }

  static func read(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let files = HostFiles(read: { _ in text }, resolve: { $0 })
    let environments = [[:], ["DOCKER_AUTH_CONFIG": text], ["REGISTRY_AUTH_FILE": "/auth.json"]]
    for logins in environments.map({ RegistryLogins(environment: $0, userID: 0, files: files) }) {
      for image in images {
        for product in [Product.docker, .podman] { find(image, product, logins) }
      }
    }
    _ = RegistryCredentials(helperOutput: bytes, server: "ghcr.io").map(check)
  }

  private static func find(_ image: ImageReference, _ product: Product, _ logins: RegistryLogins) {
    guard let (login, looked) = try? logins.find(for: image, of: product) else { return }
    precondition(!looked.isEmpty)
    if case .credentials(let credentials)? = login?.kind { check(credentials) }
  }

  /// A header has room for nothing but base64.
  private static func check(_ credentials: RegistryCredentials) {
    guard let header = try? credentials.header else { preconditionFailure("\(credentials) makes no header") }
    precondition(header.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F })
  }
}
