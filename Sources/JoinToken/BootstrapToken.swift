/// A Kubernetes bootstrap token, without its secret half: that is not kept.
struct BootstrapToken {
  /// The six characters that name it in `k0s token list`.
  let id: String

  /// Reads `abcdef.0123456789abcdef`, all lower-case letters and digits; nil for anything else.
  init?(_ text: String) {
    let halves = text.split(separator: ".", omittingEmptySubsequences: false)
    guard halves.count == 2, halves[0].utf8.count == 6, halves[1].utf8.count == 16 else { return nil }
    guard halves.allSatisfy({ $0.utf8.allSatisfy(Self.isAllowed) }) else { return nil }
    id = String(halves[0])
  }

  private static func isAllowed(_ character: UInt8) -> Bool {
    switch character {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: false
    }
  }
}
