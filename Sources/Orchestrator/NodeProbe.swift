import Compose
package import Doctor
package import Engine
import JoinToken
import Planning
import Runtimes
import ZeroTier

/// Asks the parts of a node themselves how they are.
///
/// Each question is a command in a container, which Podman remembers for five minutes: this is for nodes that are in
/// trouble, and for the end of an `up`.
package struct NodeProbe: Sendable {
  let engine: Engine
  let node: ExpectedNode

  package init(_ engine: Engine, _ node: ExpectedNode) { (self.engine, self.node) = (engine, node) }

  private static let timeout = Duration.seconds(10)
  private static let logLines = 40
  /// Of a part's answer, in bytes: a Node names its images, and what configures containerd may hold certificates.
  private static let limit = 4 << 20

  /// What is wrong with a part of the node, as far as it tells; nil where nothing is, or where it tells nothing.
  func diagnosis(of role: ServiceRole, _ container: ContainerDetails) async -> Diagnosis? {
    switch role {
    case .zerotier: await zerotier(container.id)
    case .runtime: await runtime(container.id)
    case .worker: await worker(container)
    }
  }

  /// What keeps a condition of a ready node from holding; nil where it holds.
  func obstacle(to condition: Readiness, in container: String) async -> String? {
    let silent = "it does not answer"
    switch condition {
    case .network: return await zerotier(container)?.what
    case .runtime: return await runtime(container)?.what
    case .connection:
      guard let status = await output(.workerStatus, in: container) else { return silent }
      return WorkerSymptoms(status: status, node: nil, log: []).diagnosis(of: node)?.what
    case .node:
      guard let result = await run(.clusterNode, in: container) else { return silent }
      let words = String(decoding: result.stderr, as: UTF8.self)
      // Not to be seen is not to be unready.
      guard result.exitCode == 0 else {
        return words.contains("(Forbidden)")
          ? nil : words.split(whereSeparator: \.isNewline).last.map(String.init) ?? silent
      }
      let cluster = String(decoding: result.stdout, as: UTF8.self)
      return WorkerSymptoms(status: nil, node: cluster, log: []).diagnosis(of: node)?.what
    }
  }

  /// Without the key, which is in the same file.
  private static let certificate = [
    "sed", "-n", "/BEGIN CERTIFICATE/,/END CERTIFICATE/p", "/var/lib/k0s/kubelet/pki/kubelet-client-current.pem",
  ]

  private func zerotier(_ container: String) async -> Diagnosis? {
    guard let info = await run(.zerotierInfo, in: container),
      let list = await run(.zerotierNetworks, in: container)
    else { return nil }
    let symptoms = ZeroTierSymptoms(
      status: Result { () throws(CLIError) in try CLIOutput(info).status() },
      networks: Result { () throws(CLIError) in try CLIOutput(list).networks() })
    return symptoms.diagnosis(of: node)
  }

  private func runtime(_ container: String) async -> Diagnosis? {
    guard let result = await run(.runtimeInfo, in: container) else { return nil }
    return RuntimeSymptoms(
      exitCode: result.exitCode, stdout: String(decoding: result.stdout, as: UTF8.self),
      stderr: String(decoding: result.stderr, as: UTF8.self)
    ).diagnosis
  }

  private func worker(_ container: ContainerDetails) async -> Diagnosis? {
    diagnosis(of: await workerSymptoms(in: container), container)
  }

  /// What k0s, its log and the cluster say.
  func workerSymptoms(in container: ContainerDetails) async -> WorkerSymptoms {
    let status = await output(.workerStatus, in: container.id)
    let cluster = status == nil ? nil : await output(.clusterNode, in: container.id)
    let log = await log(of: container, lines: Self.logLines)
    var symptoms = WorkerSymptoms(status: status, node: cluster, log: log)
    symptoms.certificate = await output(Self.certificate, in: container.id).flatMap(CertificateValidity.init(inPEM:))
    return symptoms
  }

  /// The same as ``diagnosis(of:_:)``, by what a worker was asked already.
  func diagnosis(of symptoms: WorkerSymptoms, _ container: ContainerDetails) -> Diagnosis? {
    if let known = symptoms.diagnosis(of: node) { return known }
    if symptoms.status != nil, let health = container.state.health, health.status != .healthy {
      return Diagnosis("k0s runs, and its kubelet is not healthy", "see its lines in the log of k0s")
    }
    return symptoms.warning(of: node)
  }

  /// The files by which containerd is configured, as ``EffectiveDropIns`` reads them; nil where they cannot be read.
  func containerdFiles(_ container: String) async -> String? {
    // Code 2 tells of a file that is not there, as where k0s has merged none.
    guard let result = try? await run(EffectiveDropIns.question, in: container), [0, 2].contains(result.exitCode) else {
      return nil
    }
    return String(decoding: result.stdout, as: UTF8.self)
  }

  /// What a part answers; throws an `EngineError` where it cannot be asked, as in a container that has ended.
  package func answer(to question: NodeQuestion, in container: String) async throws -> ExecResult {
    try await run(question.command(of: node.name), in: container)
  }

  private func run(_ command: [String], in container: String) async throws -> ExecResult {
    try await engine.run(in: container, ExecConfiguration(command), limit: Self.limit, timeout: Self.timeout)
  }

  private func run(_ question: NodeQuestion, in container: String) async -> ExecResult? {
    try? await answer(to: question, in: container)
  }

  private func output(_ question: NodeQuestion, in container: String) async -> String? {
    await output(question.command(of: node.name), in: container)
  }

  private func output(_ command: [String], in container: String) async -> String? {
    guard let result = try? await run(command, in: container), result.exitCode == 0 else { return nil }
    return String(decoding: result.stdout, as: UTF8.self)
  }

  /// The last lines that a container has printed; none where they cannot be read.
  func log(of container: ContainerDetails, lines: Int) async -> [String] {
    let text = (try? await engine.lastLines(lines, of: container)) ?? ""
    return text.split(whereSeparator: \.isNewline).map(String.init)
  }
}

extension CLIOutput {
  fileprivate init(_ result: ExecResult) {
    self.init(
      exitCode: result.exitCode, stdout: String(decoding: result.stdout, as: UTF8.self),
      stderr: String(decoding: result.stderr, as: UTF8.self))
  }
}
