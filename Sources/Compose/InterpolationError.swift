/// Why the variables in a text could not be replaced.
package struct InterpolationError: Error, Equatable {
  /// Unicode scalars from the start of the text to the dollar sign.
  package let offset: Int
  package let message: String
  package let hint: String?

  package init(offset: Int, message: String, hint: String? = nil) {
    self.offset = offset
    self.message = message
    self.hint = hint
  }
}
