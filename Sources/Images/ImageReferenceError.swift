/// Why a text is no image reference.
package struct ImageReferenceError: Error, Equatable, Sendable {
  package let text: String
  package let reason: String
}

extension ImageReferenceError: CustomStringConvertible {
  package var description: String { "'\(text)' is not an image reference: \(reason)" }
}
