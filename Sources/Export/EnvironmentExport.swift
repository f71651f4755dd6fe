import Compose

/// The variables of a template as a `.env` file.
package enum EnvironmentExport {
  /// One line a variable, in the order given, quoted so that compose reads back exactly the value.
  ///
  /// A variable without a value, such as a secret that is not to be written, is left as a comment to be completed.
  package static func text(_ variables: [(name: String, value: String?)]) -> String {
    variables.map { name, value in value.map { "\(name)=\(quote($0))\n" } ?? "# \(name)=\n" }.joined()
  }

  /// Single quotes, in which nothing but the quote itself has a meaning; with a backslash, which would have one before
  /// that quote, double ones.
  private static func quote(_ value: String) -> String {
    value.unicodeScalars.contains("\\")
      ? "\"\(escaped(value, ["\\", "\"", "$"]))\"" : "'\(escaped(value, ["'"]))'"
  }

  /// By scalars, as it is read: a quote with an accent behind it is one.
  private static func escaped(_ value: String, _ special: Set<Unicode.Scalar>) -> String {
    value.unicodeScalars.reduce(into: "") { text, scalar in
      if special.contains(scalar) { text.unicodeScalars.append("\\") }
      text.unicodeScalars.append(scalar)
    }
  }
}
