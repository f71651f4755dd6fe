@testable import Compose

/// A text with variables.
enum InterpolationTarget: FuzzTarget {
  private static let texts = ["EMPTY": "", "A": "a", "DOLLAR": "$A", "BRACE": "}"]

  static func read(_ bytes: [UInt8]) {
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    precondition((try? interpolate(Interpolator.escape(text))) == text)
    do throws(InterpolationError) {
      let result = try interpolate(text)
      // Whether it is interpolated at once, or kept as a text that is interpolated later.
      precondition(try interpolate(try interpolate(text, keepingEscapes: true)) == result)
    } catch {
      precondition((0...text.unicodeScalars.count).contains(error.offset))
      precondition((try? interpolate(text, keepingEscapes: true)) == nil)
    }
  }

  private static func interpolate(
    _ text: String, keepingEscapes: Bool = false
  ) throws(InterpolationError) -> String {
    var interpolator = Interpolator(Variables(texts: texts), keepingEscapes: keepingEscapes)
    return try interpolator.interpolate(text)
  }
}
