import Engine
import FoundationEssentials
import Testing

@testable import Orchestrator

@Suite struct HealthVerdictTests {
  @Test func `a container that its engine could not start again is given up`() throws {
    let details = try container(
      state: #""Status": "exited", "ExitCode": 3, "Error": "port is already allocated""#, restarts: 2)
    #expect(
      HealthVerdict(details, restartsBefore: 0)
        == .failed("it ended with code 3 and could not be started again: port is already allocated"))
  }

  @Test func `a container that is between two starts is waited for`() throws {
    let details = try container(state: #""Status": "exited", "ExitCode": 3"#, restarts: 2)
    #expect(HealthVerdict(details, restartsBefore: 0) == .waiting("it ended with code 3 and will be restarted"))
  }

  @Test func `one that stays there is given up: its engine does not say that it has`() throws {
    let details = try container(state: #""Status": "exited", "ExitCode": 1"#, restarts: 2)
    #expect(
      HealthVerdict(details, restartsBefore: 0, unchangedFor: HealthVerdict.restartPatience)
        == .failed("it ended with code 1, and its engine has not started it again"))
  }

  @Test func `a container that ends over and over is given up`() throws {
    let details = try container(state: #""Status": "restarting", "ExitCode": 3"#, restarts: 7)
    #expect(
      HealthVerdict(details, restartsBefore: 2) == .failed("it ends as soon as it has started, last with code 3"))
    #expect(HealthVerdict(details, restartsBefore: 3) == .waiting("it ended with code 3 and is restarted"))
  }

  @Test func `of one that is just starting anew the code is not known: the next look may tell`() throws {
    func verdict(restarts: Int) throws -> HealthVerdict {
      HealthVerdict(
        try container(state: #""Status": "initialized", "ExitCode": 0"#, restarts: restarts), restartsBefore: 0)
    }
    #expect(try verdict(restarts: 5) == .waiting("it is initialized"))
    #expect(try verdict(restarts: 10) == .failed("it ends as soon as it has started"))
  }

  @Test func `a container that ran out of memory, and stays so, is told as such`() throws {
    let details = try container(
      state: #""Status": "exited", "ExitCode": 137, "OOMKilled": true"#, restarts: 0, policy: "no")
    #expect(HealthVerdict(details, restartsBefore: 0) == .failed("it ran out of memory"))
  }

  @Test func `what a check prints is redacted before it is cut off`() throws {
    let said = String(repeating: "-", count: 100) + " abcdef.0123456789abcdef"
    let details = try container(
      state: """
        "Status": "running", "ExitCode": 0, "Health": {"Status": "starting", "FailingStreak": 1, "Log": [{
          "Start": "2026-01-01T00:00:00Z", "End": "2026-01-01T00:00:01Z", "ExitCode": 1, "Output": "\(said)"}]}
        """, restarts: 0, check: #", "Healthcheck": {"Test": ["CMD", "check"]}"#)
    #expect(
      HealthVerdict(details, restartsBefore: 0)
        == .waiting(String(repeating: "-", count: 100) + " abcdef." + String(repeating: "*", count: 12)))
  }

  private func container(
    state: String, restarts: Int, policy: String = "always", check: String = ""
  ) throws -> ContainerDetails {
    var fields =
      #""Running": false, "Pid": 0, "OOMKilled": false, "StartedAt": "2026-01-01T00:00:00Z", "FinishedAt": "2026-01-01T00:00:01Z""#
    if state.contains("OOMKilled") { fields.replace(#""OOMKilled": false, "#, with: "") }
    let json = """
      {"Id": "c1", "Name": "/edge-zerotier-1", "Created": "2026-01-01T00:00:00Z", "Image": "sha256:1",
       "State": {\(state), \(fields)}, "RestartCount": \(restarts),
       "Mounts": [], "NetworkSettings": {"Networks": {}, "Ports": {}},
       "HostConfig": {"Privileged": false, "NetworkMode": "bridge", "RestartPolicy": {"Name": "\(policy)", "MaximumRetryCount": 0}}, "Config": {"Image": "zerotier", "Tty": false\(check)}}
      """
    return try JSONDecoder().decode(ContainerDetails.self, from: Data(json.utf8))
  }
}
