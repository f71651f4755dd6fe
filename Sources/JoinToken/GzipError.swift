/// Why data is not what gzip makes.
package enum GzipError: Error, Equatable {
  /// It does not begin as gzip data does.
  case notGzip
  /// It ends before its end is marked.
  case truncated
  /// It breaks a rule of its format.
  case corrupt
  /// What it decompresses to is not what was compressed.
  case wrongChecksum
  /// Something follows its end.
  case trailingBytes
  /// It would decompress to more than it may.
  case tooLarge
}

extension GzipError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notGzip: "it does not begin as gzip data does"
    case .truncated: "its end is missing"
    case .corrupt: "it cannot be decompressed"
    case .wrongChecksum: "its checksum is another"
    case .trailingBytes: "something follows its end"
    case .tooLarge: "it would decompress to too much"
    }
  }
}
