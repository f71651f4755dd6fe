import FoundationEssentials

/// What CRI-O says of itself: `crictl info` in its container.
package struct RuntimeSymptoms: Sendable {
  package let exitCode: Int
  package let stdout: String
  package let stderr: String

  package init(exitCode: Int, stdout: String, stderr: String) {
    (self.exitCode, self.stdout, self.stderr) = (exitCode, stdout, stderr)
  }

  /// What keeps pods from being run; nil where nothing does.
  ///
  /// That there is no pod network is no trouble: it comes as a pod.
  package var diagnosis: Diagnosis? {
    let log = "see the log of the container of CRI-O"
    guard exitCode == 0 else {
      if stderr.contains("connect: no such file or directory") {
        return Diagnosis("CRI-O has not made its socket: it has not started", log)
      }
      if stderr.contains("connect: connection refused") {
        return Diagnosis("nobody listens on CRI-O's socket: it has ended", log)
      }
      let line = stderr.split(separator: "\n").last.map(String.init) ?? "crictl ended with code \(exitCode)"
      return Diagnosis("CRI-O does not answer: \(line)", log)
    }
    guard let info = try? JSONDecoder().decode(Info.self, from: Data(stdout.utf8)) else {
      return Diagnosis("CRI-O's answer cannot be read", log)
    }
    guard let trouble = info.status.conditions.first(where: { $0.type == "RuntimeReady" && !$0.status }) else {
      return nil
    }
    return Diagnosis("CRI-O is not ready: \(trouble.reason): \(trouble.message)", log)
  }

  private struct Info: Decodable {
    struct Status: Decodable { let conditions: [Condition] }

    struct Condition: Decodable {
      let type: String
      let status: Bool
      let reason: String
      let message: String
    }

    let status: Status
  }
}
