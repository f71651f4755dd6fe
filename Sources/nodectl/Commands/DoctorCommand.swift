import ArgumentParser
import Compose
import Doctor
import Host
import JoinToken
import NodeSpec
import Orchestrator
import Planning
import SystemPackage
import Terminal

/// Looks at what a node would run on, before it does.
struct DoctorCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what of the host and the engine would make a node fail, and how to mend it. Exits with 5 if so.")

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions

  @Flag(help: "Make the data directory a shared mount, where that is what fails.")
  var fix = false

  @Flag(help: "Ask whether the cluster's API server answers, too; nothing connects to anywhere without this.")
  var online = false

  @Flag(help: "As JSON.")
  var json = false

  func run(in context: Context) async throws {
    var reports: [DoctorReport] = []
    for node in try SpecLoader.load(specs, in: context) { reports.append(try await report(node, in: context)) }
    let style = Style(environment: context.environment, isTerminal: context.output.isTerminal)
    context.output.write(json ? try reports.json + "\n" : reports.map { $0.text(style) }.joined(separator: "\n"))
    if reports.contains(where: \.hasFailures) { throw Failure(.hostUnfit, "") }
  }

  private func report(_ node: LoadedNode, in context: Context) async throws -> DoctorReport {
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
    findings += await examine(desired, node, in: context)
    if online, let token { findings.append(await APIServerProbe(token: token).finding()) }
    return DoctorReport(node: desired.name, findings: findings)
  }

  private func examine(_ desired: DesiredNode, _ node: LoadedNode, in context: Context) async -> [Finding] {
    do {
      let request = Observation.Request(node: desired.name, names: desired.names)
      let session = EngineSession(context: context, options: engines)
      return try await session.run(node.spec.engine.value) { search in
        let observation = try await search.observe(request)
        let examination = NodeExamination(desired, host: context.host, neighbours: session.neighbours)
        let findings = try await examination.findings(observation, isMeasuring: true)
        guard fix, findings.contains(where: { $0.check == .dataDirectory && $0.severity == .failure }) else {
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
