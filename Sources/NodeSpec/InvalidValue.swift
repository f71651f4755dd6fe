/// Why a text is not a value of the type that was asked for; the reader adds the position.
package struct InvalidValue: Error, Equatable {
  package let message: String
  package let hint: String?

  package init(_ message: String, hint: String? = nil) {
    self.message = message
    self.hint = hint
  }
}
