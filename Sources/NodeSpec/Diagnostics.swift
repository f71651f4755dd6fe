package import YAML

/// Collects the problems of one reading, so that all of them are reported at once.
package final class Diagnostics {
  private var found: [Problem] = []

  package init() {}

  /// Everything reported, in the order of the files and of the places in them.
  package var problems: [Problem] {
    var files: [String] = []
    for problem in found where !files.contains(problem.mark.source.name) { files.append(problem.mark.source.name) }
    func place(_ problem: Problem) -> (Int, Int, Int) {
      (files.firstIndex(of: problem.mark.source.name) ?? 0, problem.mark.line, problem.mark.column)
    }
    return found.sorted { place($0) < place($1) }
  }

  package var hasErrors: Bool { found.contains { $0.severity == .error } }

  package func report(_ problem: Problem) {
    if !found.contains(problem) { found.append(problem) }
  }

  package func error(_ mark: Mark, _ message: String, hint: String? = nil) {
    report(Problem(.error, at: mark, message, hint: hint))
  }

  package func warning(_ mark: Mark, _ message: String, hint: String? = nil) {
    report(Problem(.warning, at: mark, message, hint: hint))
  }
}
