import Glibc
@testable import JoinToken

/// Raw DEFLATE data and gzip files.
///
/// With `FUZZ_PRINT` set each input's outcome is printed, for a comparison with zlib's (compare-inflate.py).
enum InflateTarget: FuzzTarget {
  private static let isPrinting = getenv("FUZZ_PRINT") != nil
  private static let limit = 1 << 20

  static func read(_ bytes: [UInt8]) {
    let outcome = raw(bytes)
    if isPrinting { print(outcome) }
    let text = try? Gzip.decompress(bytes, limit: limit)
    precondition((text?.count ?? 0) <= limit)
  }

  private static func raw(_ bytes: [UInt8]) -> String {
    var input = BitReader(bytes)
    var inflater = Inflater(limit: limit)
    defer { precondition(inflater.output.count <= limit) }
    guard (try? inflater.run(&input)) != nil else { return "refused" }
    return "\(inflater.output.count) \(CRC32.checksum(inflater.output)) \(input.offset)"
  }
}
