import FoundationEssentials

@testable import Doctor
@testable import Engine

extension DiagnosisCase {
  private static let now = 1_795_305_600

  /// A container that was last started, or has ended, so many seconds ago.
  private static func container(
    _ name: String, _ status: String, exitCode: Int = 0, oomKilled: Bool = false, restarts: Int = 0, ago: Int = 5,
    memory: Int = 0, health: String? = nil, image: String? = nil, lastExitCode: Int? = nil
  ) -> DiagnosisCase {
    DiagnosisCase(name: name) {
      let time = Date(timeIntervalSince1970: Double(now - ago)).formatted(.iso8601)
      let check = health.map { ", \"Health\": {\"Status\": \"\($0)\", \"FailingStreak\": 0, \"Log\": []}" } ?? ""
      let text = """
        {"Id": "1f", "Name": "/edge-k0s-1", "Created": "2026-11-22T10:00:00Z", "Image": "sha256:2f",
         "RestartCount": \(restarts), "Config": {"Image": "k0s:1", "Tty": false},
         "HostConfig": {"Privileged": true, "Memory": \(memory)}, "NetworkSettings": {},
         "State": {"Status": "\(status)", "Running": \(status == "running"), "Pid": 0, "ExitCode": \(exitCode),
           "OOMKilled": \(oomKilled), "StartedAt": "\(time)", "FinishedAt": "\(time)"\(check)}}
        """
      let details = try JSONDecoder().decode(ContainerDetails.self, from: Data(text.utf8))
      var symptoms = ContainerSymptoms(details, now: Timestamp(seconds: Int64(now)))
      symptoms.platforms = image.map { ContainerSymptoms.Platforms(image: $0, host: "x86_64") }
      symptoms.lastExitCode = lastExitCode
      return symptoms.cause(in: node) ?? symptoms.course(in: node) ?? symptoms.warning(in: node)
    }
  }

  static let containerCases = [
    container("a container that runs", "running", restarts: 9, ago: 60, health: "healthy"),
    container("out of memory", "restarting", exitCode: 137, oomKilled: true, restarts: 4, memory: 512 << 20),
    container("out of memory, without a limit", "exited", exitCode: 137, oomKilled: true),
    container("killed", "exited", exitCode: 137, memory: 512 << 20),
    container("a process in it out of memory", "running", oomKilled: true, memory: 512 << 20, health: "healthy"),
    container("an image for another architecture", "restarting", exitCode: 255, restarts: 4, image: "arm64"),
    container("an image that is emulated", "running", health: "healthy", image: "arm64"),
    container("an image for the architecture by its other name", "exited", exitCode: 3, image: "amd64"),
    container("it ends over and over", "restarting", exitCode: 3, restarts: 7),
    container("it ends over and over, and runs just now", "running", restarts: 7, health: "starting", lastExitCode: 4),
    container("it ends over and over, with nobody knowing how", "running", restarts: 7, health: "starting"),
    container("it has ended", "exited", exitCode: 2, restarts: 7, ago: 3600),
    container("never started", "created"),
    container("its check fails", "running", health: "unhealthy"),
    container("it starts", "running", health: "starting"),
    container("paused", "paused"),
  ]
}
