/// Which engine a user asks for.
package enum EngineSelector: Hashable, Sendable {
  /// Whichever is found first.
  case automatic
  case product(Product)
  case address(EngineAddress)
  /// A context of Docker's command line, or else a connection of Podman's.
  case named(String)
}

extension EngineSelector {
  /// Reads `auto`, `docker`, `podman`, a URL or the name of a Docker context or Podman connection.
  package init(_ text: String) throws(EngineAddressError) {
    if text == "auto" {
      self = .automatic
    } else if let product = Product(rawValue: text) {
      self = .product(product)
    } else if text.wholeMatch(of: /[a-zA-Z0-9][a-zA-Z0-9_.+-]+/) != nil {
      self = .named(text)
    } else {
      self = .address(try EngineAddress(text))
    }
  }

  /// Whether an engine of the product may answer to it: a Docker socket can be Podman's.
  package func accepts(_ product: Product) -> Bool {
    if case .product(let wanted) = self { wanted == product } else { true }
  }
}
