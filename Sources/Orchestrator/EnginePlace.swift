package import Engine
package import HTTP

/// A place where an engine may be, and how it is reached from here.
package struct EnginePlace: Sendable {
  package let candidate: EngineCandidate
  /// What to connect to, or why there is no way to it.
  package let endpoint: Result<Endpoint, any Error>

  package init(_ candidate: EngineCandidate, at endpoint: Result<Endpoint, any Error>) {
    (self.candidate, self.endpoint) = (candidate, endpoint)
  }
}
