/// What a container's health check found so far.
package struct Health: Decodable, Hashable, Sendable {
  package let status: Status
  package let failingStreak: Int
  /// The last runs, the latest at the end; engines keep five and cut their output off.
  @OrEmpty package var log: [Probe]

  /// A verdict; Podman's is empty before the first start.
  package struct Status: RawRepresentable, Decodable, Hashable, Sendable {
    package let rawValue: String
    package init(rawValue: String) { self.rawValue = rawValue }

    package static let starting = Status(rawValue: "starting")
    package static let healthy = Status(rawValue: "healthy")
    package static let unhealthy = Status(rawValue: "unhealthy")
  }

  /// One run of the check.
  package struct Probe: Decodable, Hashable, Sendable {
    package let start: Timestamp
    package let end: Timestamp
    /// 0 passed; -1 from Docker: it took too long.
    package let exitCode: Int
    package let output: String

    private enum CodingKeys: String, CodingKey {
      case start = "Start"
      case end = "End"
      case exitCode = "ExitCode"
      case output = "Output"
    }
  }

  private enum CodingKeys: String, CodingKey {
    case status = "Status"
    case failingStreak = "FailingStreak"
    case log = "Log"
  }
}
