package import Images

/// What a registry is asked with for an image, and where that comes from.
package struct RegistryAccess: Sendable, Equatable {
  package let registry: String
  /// Nil: the engine asks as anybody may, or with what it has itself.
  package let credentials: RegistryCredentials?
  /// Where they were found.
  package let place: String?
  /// All places that were looked at.
  package let looked: [String]

  package init(_ image: ImageReference, _ credentials: RegistryCredentials?, in place: String?, looked: [String]) {
    registry = image.registry
    (self.credentials, self.place, self.looked) = (credentials, place, looked)
  }
}

extension RegistryAccess {
  /// What to add to the words with which a registry refuses, and what to do.
  package func words(of product: Product) -> String {
    let login = "\(product.rawValue) login \(registry)"
    guard let credentials else {
      return "no login for \(registry) was found in \(looked.joined(separator: ", ")): \(login)"
    }
    let origin = place.map { ", from \($0)" } ?? ""
    return "the login that was tried is \(credentials)\(origin): if that is not right, \(login)"
  }
}
