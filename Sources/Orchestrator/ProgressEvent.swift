package import Planning

/// Something that a user who watches an operation should know.
package struct ProgressEvent: Sendable {
  package enum Kind: Sendable {
    /// What is going to be done.
    case planned(Plan)
    case started(Step)
    /// How far a step is, in words: `12.3 of 80.1 MB`, `starting: connection refused`.
    case progress(Step, String)
    /// A step is done, after this time; the text says what came of it, where there is something to say.
    case finished(Step, after: Duration, String?)
    case failed(Step, after: Duration, String)
    /// Nothing is wrong, and yet the user should know.
    case note(String)
    case warning(String)
  }

  /// The node that it is about.
  package let node: String
  package let kind: Kind

  package init(node: String, _ kind: Kind) { (self.node, self.kind) = (node, kind) }
}

/// Whoever is told of progress; called from any thread, in the order in which things happen.
package typealias ProgressSink = @Sendable (ProgressEvent) -> Void
