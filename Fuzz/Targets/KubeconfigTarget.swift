@testable import JoinToken

/// The kubeconfig that a join token holds.
enum KubeconfigTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self), let config = try? Kubeconfig(text) else { return }
    precondition(!config.server.isEmpty && !config.user.isEmpty && !config.token.isEmpty)
  }
}
