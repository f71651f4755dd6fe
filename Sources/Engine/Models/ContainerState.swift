/// How a container does.
package struct ContainerState: Decodable, Hashable, Sendable {
  package let status: ContainerStatus
  package let isRunning: Bool
  /// The main process on the engine's host; 0 if there is none.
  package let pid: Int
  package let exitCode: Int
  package let oomKilled: Bool
  /// Why the last start failed; Podman leaves old words there, also of a container that runs.
  @OrEmpty package var error: String
  /// ``Timestamp/never`` before the first start.
  package let startedAt: Timestamp
  /// ``Timestamp/never`` before the first end; Docker keeps the last end of a container that runs again.
  package let finishedAt: Timestamp
  /// Nil without a health check, and from Docker before the first start.
  package let health: Health?

  private enum CodingKeys: String, CodingKey {
    case status = "Status"
    case isRunning = "Running"
    case pid = "Pid"
    case exitCode = "ExitCode"
    case oomKilled = "OOMKilled"
    case error = "Error"
    case startedAt = "StartedAt"
    case finishedAt = "FinishedAt"
    case health = "Health"
  }
}
