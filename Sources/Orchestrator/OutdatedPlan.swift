import Engine

/// The engine is no longer as it was when the plan was made.
///
/// Another client changes it, or it goes on with what a run that was killed had asked for: it stops a container to its
/// end, and lists a network only when it is complete. A new look makes a plan that is right.
struct OutdatedPlan: Error {
  /// Before each new look, so that what goes on can come to its end; after the last the plan is right, or cannot be.
  static let pauses = [300, 600, 1200].map(Duration.milliseconds)
}

extension EngineError {
  /// Whether it refused a step of an ``OutdatedPlan``, as far as that shows.
  var tellsOfChange: Bool {
    isNameInUse || isNamespaceOwnerGone || isNetworkMissing || isNotRunning || isNotFound || isConflict
  }
}
