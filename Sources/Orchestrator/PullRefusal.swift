package import Engine

/// Why an image was not had of a registry that wants to know who asks.
package struct PullRefusal: Error, Equatable {
  package let error: EngineError
  package let access: RegistryAccess
  package let product: Product
}

extension PullRefusal: CustomStringConvertible {
  package var description: String { "\(error); \(access.words(of: product))" }
}
