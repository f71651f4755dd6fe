import FoundationEssentials
import HTTP

/// An engine's answer that it will not, or cannot, do what it was asked.
package struct Refusal: Hashable, Sendable {
  package let call: Call
  package let status: Int
  /// The engine's own words, on one line and not too many.
  package let message: String

  package init(_ call: Call, status: Int, message: String) {
    self.call = call
    self.status = status
    let line = message.split(whereSeparator: \.isNewline).joined(separator: " ")
    self.message = line.count > 2000 ? line.prefix(2000) + "…" : line
  }

  init(_ call: Call, _ response: Response<[UInt8]>) {
    struct Answer: Decodable { let message: String }
    // Some answers are plain text: those of old engines, and of whatever stands before an engine.
    let message = (try? JSONDecoder().decode(Answer.self, from: Data(response.body)))?.message
    self.init(
      call, status: response.status, message: message ?? String(decoding: response.body, as: UTF8.self))
  }
}
