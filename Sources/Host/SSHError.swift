/// Why there is no way to another host through `ssh`.
package enum SSHError: Error, Equatable {
  case notInstalled
  /// There is no place for the sockets.
  case noDirectory(String)
  /// It has ended before it was connected; what it said.
  case refused(destination: String, words: [String])
  case timedOut(destination: String, after: Duration)
  /// The connection broke in the middle of something, which failed so.
  case lost(destination: String, words: [String], during: String)
}

extension SSHError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notInstalled: "ssh:// needs the program ssh, which is not in PATH; install it (Debian: openssh-client)"
    case .noDirectory(let reason): "there is no place for ssh's sockets: \(reason)"
    case .refused(let destination, let words):
      "ssh does not connect: \(Self.said(words))\n  ssh \(destination) true    must work without asking: "
        + "nodectl lets it ask for no password, passphrase or unknown host's key"
    case .timedOut(let destination, let limit):
      "ssh has not connected within \(limit); see: ssh -v \(destination) true"
    case .lost(let destination, let words, let failure):
      "the connection broke, of ssh \(destination): \(Self.said(words))\n\(failure)\n"
        + "  the same command goes on from there once the host can be reached again"
    }
  }

  private static func said(_ words: [String]) -> String {
    words.isEmpty ? "it said nothing" : words.joined(separator: "\n  ")
  }
}
