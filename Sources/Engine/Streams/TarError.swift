/// Why something does not go into a tar archive.
package enum TarError: Error, Equatable, Sendable {
  /// Empty, absolute or with a zero byte in it.
  case badPath(String)
  case pathTooLong(String)
  /// 8 GiB or more.
  case tooLarge(String)
  /// A user or group beyond the 21 bits that the format has for it.
  case badOwner(String)
}

extension TarError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .badPath(let path): "'\(path)' cannot be a path in an archive: it must be relative and not empty"
    case .pathTooLong(let path): "'\(path)' is too long a path for an archive"
    case .tooLarge(let path): "'\(path)' is too large for an archive: the most is 8 GiB"
    case .badOwner(let path): "the owner of '\(path)' does not fit into an archive: its number is at most 2097151"
    }
  }
}
