/// Why a text is not the join token that a worker needs.
///
/// No case carries anything of a token's secret.
package enum JoinTokenError: Error, Equatable {
  case empty
  /// A command line, such as the one that makes a token.
  case command
  /// A line of a `.env` file.
  case assignment
  case quoted
  /// A blank or a tab in it; characters are counted from 1.
  case blank(position: Int)
  /// It has the letters of base64url.
  case urlSafe
  /// A character, counted from 1, that base64 does not have.
  case notBase64(position: Int)
  /// Something after the padding.
  case severalTokens
  case encodedTwice
  case truncated
  /// It is base64 of something else.
  case notGzip
  /// It is base64 of a kubeconfig.
  case notCompressed
  case damaged(GzipError)
  case tooLarge
  /// A kubeconfig as it is.
  case plainKubeconfig
  /// The bootstrap token that is inside a join token.
  case bareBootstrapToken
  case notKubeconfig
  /// The kubeconfig says nothing usable here.
  case missing(String)
  /// The kubeconfig's user is none that joins.
  case foreignUser(String)
  case badBootstrapToken
  case badCertificate
  case controllerToken
}

extension JoinTokenError: CustomStringConvertible {
  private static let create = "`k0s token create --role=worker`"

  package var description: String {
    switch self {
    case .empty:
      "the join token is empty; make one on a controller with \(Self.create)"
    case .command:
      "this is a command line, not a join token; run it on a controller, and put what it prints here"
    case .assignment:
      "this is a line of a .env file, not a join token; put only what follows the '=' here"
    case .quoted:
      "the join token has quotation marks around it; remove them"
    case .blank(let position):
      "the join token has a blank at character \(position), which k0s does not take; put it on one line"
    case .urlSafe:
      "the join token is in URL-safe base64, which k0s does not read; write + for each - and / for each _ in it"
    case .notBase64(let position):
      "character \(position) of the join token is not one of base64; put all that \(Self.create) prints here, "
        + "and nothing else"
    case .severalTokens:
      "there is something after the end of the join token; put one token here, and nothing else"
    case .encodedTwice:
      "the join token was encoded in base64 twice; put what `base64 -d` makes of it here"
    case .truncated:
      "the end of the join token is missing; copy all of it, with the = signs at its end"
    case .notGzip:
      "this is base64, but of something else than a join token; put all that \(Self.create) prints here"
    case .notCompressed:
      "this is a kubeconfig in base64, but a join token is compressed first; put all that \(Self.create) prints here"
    case .damaged(let error):
      "the join token is damaged (\(error)); copy it again"
    case .tooLarge:
      "the join token would decompress to more than \(JoinToken.sizeLimit >> 20) MiB, so it is none; "
        + "make one on a controller with \(Self.create)"
    case .plainKubeconfig:
      "this is a kubeconfig, not a join token; put all that \(Self.create) prints here"
    case .bareBootstrapToken:
      "this is only the bootstrap token out of a join token; put all that \(Self.create) prints here"
    case .notKubeconfig:
      "there is no kubeconfig in the join token; make one on a controller with \(Self.create)"
    case .missing(let path):
      "the kubeconfig in the join token has no usable \(path); make one on a controller with \(Self.create)"
    case .foreignUser(let name):
      "the kubeconfig in the join token is that of the user '\(name)', who joins no nodes; "
        + "make a join token on a controller with \(Self.create)"
    case .badBootstrapToken:
      "the bootstrap token in the join token is not one of Kubernetes; make one on a controller with \(Self.create)"
    case .badCertificate:
      "the certificate of the cluster in the join token cannot be read; make one on a controller with \(Self.create)"
    case .controllerToken:
      "this join token makes a controller; make a worker's on a controller with \(Self.create)"
    }
  }
}
