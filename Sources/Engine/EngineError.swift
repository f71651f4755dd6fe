package import HTTP

/// Why an engine did not do what it was asked.
package enum EngineError: Error, Equatable, Sendable {
  /// There is no connection to it.
  case unreachable(Endpoint, HTTPError)
  /// Something answers there that is no engine; `found` says what it seems to be.
  case notAnEngine(Endpoint, found: String)
  /// Its API is older than ``Engine/oldestAPI``.
  case tooOld(Endpoint, Product, api: Version)
  /// The answer did not come, or not whole; the engine may have acted.
  case unanswered(Call, HTTPError)
  /// It said no.
  case refused(Refusal)
  /// The answer is not what the API promises.
  case unreadable(Call, detail: String)
  /// The image could not be had; `status` is nil where the pull had begun.
  case pullFailed(image: String, status: Int?, message: String)
  /// The engine's API has no words for this configuration.
  case inexpressible(container: String, detail: String)

  init(_ error: HTTPError, of call: Call) {
    switch error {
    case .unreachable(let endpoint, _, _), .tlsFailed(let endpoint, _, _): self = .unreachable(endpoint, error)
    default: self = .unanswered(call, error)
    }
  }
}
