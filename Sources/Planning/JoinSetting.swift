/// What k0s tells the cluster of a worker when that joins, and never again.
enum JoinSetting {
  case token
  case labels
  case taints

  /// The setting that an argument of `k0s worker` is, but for a token, which is told by what it is.
  init?(argument: String) {
    switch argument.prefix(while: { $0 != "=" }) {
    case "--labels": self = .labels
    case "--taints": self = .taints
    default: return nil
    }
  }
}
