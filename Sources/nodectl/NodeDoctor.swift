import Doctor
import Engine
import HTTP
import Host
import JoinToken
import NodeSpec
import Orchestrator
import Planning
import SystemPackage

/// Examines nodes: their secrets, their host and their engine.
struct NodeDoctor {
  let context: Context
  let engines: EngineOptions
  /// Whether to ask the cluster's API server, too.
  var online = false
  /// Whether to make the data directory a shared mount, where that is what fails.
  var fix = false

  func report(_ node: LoadedNode) async -> DoctorReport {
    var findings: [Finding] = []
    var desired = DesiredNode(withoutSecrets: node)
    var token: JoinToken?
    do {
      let secrets = try SecretsLoader(context: context).load(node)
      token = try? JoinToken(secrets.joinToken)
      let diagnostics = Diagnostics()
      desired = try DesiredNode(node, secrets, in: context, diagnostics)
      guard !diagnostics.hasErrors else { throw Failure(diagnostics.problems) }
      try desired.checkIdentity()
      findings.append(Finding(.secrets, .ok, "the identity \(desired.zerotierAddress) and the join token are right"))
    } catch {
      let lines = Failure(error).message.split(separator: "\n").map(String.init)
      findings.append(Finding(.secrets, .failure, "a secret of the node is not right", remedy: lines))
    }
    findings += await examine(desired, node)
    if online, let token { findings.append(await APIServerProbe(token: token).finding()) }
    return DoctorReport(node: desired.name, findings: findings)
  }

  private func examine(_ desired: DesiredNode, _ node: LoadedNode) async -> [Finding] {
    do {
      let request = Observation.Request(of: desired, stuckAfter: Observation.Request.patience)
      let session = EngineSession(context: context, options: engines)
      return try await session.run(node.spec.engine.value) { search in
        let observation = try await search.observe(request)
        let examination = NodeExamination(desired, host: context.host, neighbours: session.neighbours)
        let findings = try await examination.findings(observation, isMeasuring: true)
        guard fix, findings.contains(where: { $0.check == .dataDirectory && $0.severity == .failure }) else {
          return findings
        }
        guard observation.engine.connection.endpoint.isLocal else {
          context.errors.print("error: \(desired.name): --fix mends this host, and the engine is on another")
          return findings
        }
        do throws(FileError) { try SharedMount.make(at: FilePath(desired.dataDirectory)) } catch {
          context.errors.print("error: \(error)")
          return findings
        }
        return try await examination.findings(observation, isMeasuring: true)
      }
    } catch {
      return [Finding(.engine, .failure, "\(error)", why: "nothing runs without an engine")]
    }
  }
}
