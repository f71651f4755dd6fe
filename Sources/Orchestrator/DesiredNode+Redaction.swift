import NodeSpec
import Planning

extension DesiredNode {
  /// A text in which an engine or a container has a hand, without what may be a secret in it.
  func redacted(_ text: String) -> String { Redaction.redactOutput(concealment.conceal(text)) }
}
