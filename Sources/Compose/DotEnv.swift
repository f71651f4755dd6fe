package import NodeSpec
package import YAML

/// Reads `.env` files by the rules of compose.
package enum DotEnv {
  /// The variables of a file in the order of the text; `environment` is what the process has, and wins over the file.
  ///
  /// A line with only a name takes its value from the environment. What cannot be read is reported and left out.
  package static func read(
    _ source: Source, environment: [String: String], _ diagnostics: Diagnostics
  ) -> [String: String] {
    var parser = DotEnvParser(source, environment: environment)
    do throws(YAMLError) {
      return try parser.parse()
    } catch {
      diagnostics.report(Problem(error))
      return parser.values
    }
  }
}
