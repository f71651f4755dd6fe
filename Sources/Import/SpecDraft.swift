/// What is known of a node that a spec is to be written for.
///
/// Values are as they were found: whether they are right shows when the spec is read.
package struct SpecDraft: Sendable, Equatable {
  package enum Secret: Sendable, Equatable {
    /// It is in this file, as the spec is to name it.
    case file(String)
    /// It has no file yet.
    case text(String)
  }

  package struct Pair: Sendable, Equatable {
    package let key: String
    package let value: String
  }

  package var name: String?
  package var network: String?
  package var identity: Secret?
  package var hostPort: String?
  package var zerotierImage: String?
  package var version: String?
  package var k0sImage: String?
  package var joinToken: Secret?
  package var nodeIP: String?
  package var profile: String?
  package var labels: [Pair] = []
  package var taints: [String] = []
  package var kubeletArguments: [Pair] = []
  package var runtimeImage: String?
  package var metrics: String?
  package var cpus: String?
  package var memory: String?
  package var pids: String?
  package var dataDirectory: String?

  package init() {}

  /// The names of the files that a spec's secrets get where they have none.
  package static let identityFile = "identity.secret"
  package static let tokenFile = "join-token"

  /// The files to be written for the secrets that have none, with their contents.
  package var secretFiles: [(name: String, text: String)] {
    var files: [(String, String)] = []
    if case .text(let text)? = identity { files.append((Self.identityFile, text)) }
    if case .text(let text)? = joinToken { files.append((Self.tokenFile, text)) }
    return files
  }
}
