/// Why a text is no address of an engine.
package struct EngineAddressError: Error, Equatable, Sendable {
  package let text: String
  package let reason: String
}

extension EngineAddressError: CustomStringConvertible {
  package var description: String { "'\(text)' is not the address of an engine: \(reason)" }
}
