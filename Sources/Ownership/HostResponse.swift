/// What the hands on a host answer.
package enum HostResponse: Sendable, Equatable, Codable {
  case surveyed(HostFacts)
  case noted(NodeMarks)
  case ended(Bool)
  case found(Leftovers)
  case joined(Bool)
  case cleaned(CleaningReport)
  case done
  /// The settings, and whether they can be changed from there.
  case sysctls(HostSysctls, canSet: Bool)
  /// The changes that were made.
  case restored([SysctlChange])
  /// The request could not be done, for this reason.
  case failed(String)
}
