/// What the hands on a host answer.
package enum HostResponse: Sendable, Equatable, Codable {
  case surveyed(HostFacts)
  case noted(NodeMarks)
  case ended(Bool)
  case found(Leftovers)
  case joined(Bool)
  case cleaned(CleaningReport)
  /// The request could not be done, for this reason.
  case failed(String)
}
