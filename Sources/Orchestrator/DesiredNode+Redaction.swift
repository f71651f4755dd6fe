import NodeSpec
import Planning

extension DesiredNode {
  /// Takes what may be a secret out of texts in which an engine or a container has a hand.
  ///
  /// For more than one text: to learn every piece of the node's secrets takes longer than to look for them.
  var redaction: @Sendable (String) -> String {
    let concealment = concealment
    return { Redaction.redactOutput(concealment.conceal($0)) }
  }

  /// A text in which an engine or a container has a hand, without what may be a secret in it.
  func redacted(_ text: String) -> String { redaction(text) }
}
