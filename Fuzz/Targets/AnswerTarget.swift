@testable import Engine
import FoundationEssentials

/// What an engine answers to questions, each answer read as the answer to every one of them.
enum AnswerTarget: FuzzTarget {
  private static let questions: [any Decodable.Type] = [
    [ContainerSummary].self, ContainerDetails.self, [Image].self, ImageDetails.self, [Network].self, Network.self,
    Volume.self, EngineInfo.self, EngineVersion.self, Created.self,
  ]

  static func read(_ bytes: [UInt8]) {
    for type in questions {
      do { _ = try JSON.decode(type, from: bytes, of: Call(.get, "/")) } catch {
        precondition(!"\(error)".isEmpty)
      }
    }
    let text = String(decoding: bytes, as: UTF8.self)
    if let time = Timestamp(text) { precondition(Timestamp(time.rfc3339) == time, time.rfc3339) }
    _ = Version(text)
  }
}
