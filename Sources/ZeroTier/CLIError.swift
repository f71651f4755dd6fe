/// Why a run of `zerotier-cli` told nothing.
package enum CLIError: Error, Equatable {
  /// The daemon was there once, and does not answer.
  case serviceSilent
  /// The daemon has not got as far as to choose its port.
  case serviceNeverStarted
  /// The daemon's authentication token is missing, unreadable or another one.
  case unauthorized
  /// The network is not joined under this name; `get` knows it in lower case only.
  case networkNotJoined
  /// `get` knows no such property.
  case unknownProperty
  /// Anything else, with the first line that was printed.
  case unexpected(exitCode: Int, line: String)
}

extension CLIError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .serviceSilent:
      "the ZeroTier daemon does not answer; the log of the zerotier container says why it stopped"
    case .serviceNeverStarted:
      "the ZeroTier daemon has never started; the top of the log of the zerotier container says why"
    case .unauthorized:
      "the ZeroTier daemon refuses its own command line, as its authtoken.secret is missing or was replaced; "
        + "restart the node"
    case .networkNotJoined:
      "the ZeroTier daemon has not joined this network; restart the node, and have the network ID in lower case"
    case .unknownProperty:
      "this ZeroTier version does not know the property that was asked for; use ZeroTier 1.14 or later"
    case .unexpected(let exitCode, let line):
      "zerotier-cli said something unexpected (exit code \(exitCode)): \(line)"
    }
  }
}
