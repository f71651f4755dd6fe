/// Why a text is not YAML that nodectl reads, and where.
package struct YAMLError: Error, Equatable {
  package let mark: Mark
  package let message: String
  /// What would make it right, where that is known.
  package let hint: String?

  package init(mark: Mark, message: String, hint: String? = nil) {
    self.mark = mark
    self.message = message
    self.hint = hint
  }
}

extension YAMLError: CustomStringConvertible {
  package var description: String { "\(mark): \(message)" + (hint.map { " (\($0))" } ?? "") }
}
