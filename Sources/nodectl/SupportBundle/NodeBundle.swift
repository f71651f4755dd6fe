import Compose
import Engine
import FoundationEssentials
import Host
import NodeSpec
import Orchestrator
import Planning
import SystemPackage
import YAML
import ZeroTier

/// Collects what there is to know of one node: of its spec here, of its engine in `NodeBundle+Engine.swift`.
struct NodeBundle: Sendable {
  let name: String
  /// Nil where only the name is known.
  let node: LoadedNode?
  let context: Context
  let engines: EngineOptions
  /// How many of the last lines of each service's log.
  let logLines: Int

  private var directory: String { SupportBundle.fileName(name) }

  func path(_ file: String) -> String { "\(directory)/\(file)" }

  func collect() async -> SupportBundle {
    var bundle = SupportBundle()
    var desired: DesiredNode?
    if let node {
      let known = read(node, &bundle)
      await addSpec(node, known, to: &bundle)
      desired = known
    }
    await addEngine(desired, to: &bundle)
    return bundle
  }

  /// The node with its secrets, from then on hidden in the bundle; without, where they cannot be read.
  private func read(_ node: LoadedNode, _ bundle: inout SupportBundle) -> DesiredNode {
    do {
      let secrets = try SecretsLoader(context: context).load(node)
      let desired = try DesiredNode(node, secrets, in: context, Diagnostics())
      bundle.concealment = desired.concealment
      return desired
    } catch {
      bundle.miss(path("secrets"), because: Failure(error).message)
      return DesiredNode(withoutSecrets: node)
    }
  }

  private func addSpec(_ node: LoadedNode, _ desired: DesiredNode, to bundle: inout SupportBundle) async {
    await bundle.add(path("spec.yaml")) {
      let bytes = try FileReader.read(FilePath(node.origin.file), limit: 1 << 20)
      return .spec(String(decoding: bytes, as: UTF8.self))
    }
    await bundle.add(path("stack.json")) {
      let services = desired.project.services.map { Value.Entry($0.name, desired.description(of: $0)) }
      return .json(Array(Value.mapping(services).prettyJSON.utf8))
    }
    await bundle.add(path("secrets.json")) {
      let secrets = try SecretsLoader(context: context).load(node)
      return .json(Array(try SecretsSummary(secrets).json.utf8))
    }
    await bundle.add(path("doctor.json"), within: .seconds(90)) {
      .json(Array(try await NodeDoctor(context: context, engines: engines).report(node).json.utf8))
    }
    await bundle.add(path("plan.json"), within: .seconds(90)) {
      .json(Array(try await PlanCommand.plan(desired, engines, UpOptions(), in: context).json.utf8))
    }
  }
}
