package import Planning

/// A step of a plan that could not be done.
package struct StepFailure: Error {
  package let step: Step
  package let underlying: any Error
  /// What the steps before had learned.
  package let bindings: Bindings

  package init(step: Step, underlying: any Error, bindings: Bindings) {
    (self.step, self.underlying, self.bindings) = (step, underlying, bindings)
  }
}
