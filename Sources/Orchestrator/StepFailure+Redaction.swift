import NodeSpec
import Planning

extension StepFailure {
  /// What could not be done and why, in a sentence, for those who do not know the node's secrets.
  var redactedReason: String { Redaction.redactOutput("cannot \(step.operation): \(underlying)") }
}
