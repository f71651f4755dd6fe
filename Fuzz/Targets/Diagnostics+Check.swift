import NodeSpec

extension Diagnostics {
  /// Prints problems as a user sees them, each at a place that there is.
  func check() {
    for problem in problems.prefix(20) {
      precondition(TextPlaces(problem.mark.source).contain(problem.mark), "\(problem.mark) is not in the text")
      precondition(!problem.description.isEmpty)
    }
  }
}
