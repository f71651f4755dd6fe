package import YAML

/// Why a text is not TOML, and where.
package struct TOMLError: Error, Equatable {
  package let mark: Mark
  package let message: String
}

extension TOMLError: CustomStringConvertible {
  package var description: String { "\(mark): \(message)" }
}
