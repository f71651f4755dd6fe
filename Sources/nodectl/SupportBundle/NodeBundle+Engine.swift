import Compose
import Doctor
import Engine
import Host
import NodeSpec
import Orchestrator
import Planning

extension NodeBundle {
  /// What the node's engine and its host tell.
  func addEngine(_ desired: DesiredNode?, to bundle: inout SupportBundle) async {
    let patience = Observation.Request.patience
    let request =
      desired.map { Observation.Request(of: $0, stuckAfter: patience) }
      ?? Observation.Request(node: name, stuckAfter: patience)
    let empty = bundle.emptied
    do {
      let session = EngineSession(context: context, options: engines)
      let told = try await session.run(node?.spec.engine.value) { search in
        let observation = try await Deadline.within(.seconds(60)) { try await search.observe(request) }
        var bundle = empty
        await add(desired, observation, to: &bundle)
        return bundle
      }
      bundle.merge(told)
    } catch {
      bundle.miss(path("engine"), because: Failure(error).message)
    }
  }

  private func add(_ desired: DesiredNode?, _ observation: Observation, to bundle: inout SupportBundle) async {
    let engine = observation.engine
    await bundle.add(path("engine.json")) { .json(try await engine.document(on: .engine)) }
    await bundle.add(path("engine-version.json")) { .json(try await engine.document(on: .version)) }
    if observation.state.isEmpty { bundle.miss(path("containers"), because: "the engine has nothing of the node") }
    for container in observation.stuck {
      bundle.miss(path("containers/\(container.name)"), because: "the engine does not inspect it")
    }
    await addStatus(desired, observation, to: &bundle)
    await addObjects(observation, to: &bundle)
    for container in observation.details {
      let service = container.configuration.labels[Label.service] ?? container.name
      let lines = logLines
      await bundle.add(path("logs/\(SupportBundle.fileName(container.name)).log")) {
        .lines(try await engine.lastLines(lines, of: container))
      }
      if let role = ServiceRole(service: service, image: container.configuration.image) {
        await addAnswers(of: role, container.id, engine, to: &bundle)
      }
    }
  }

  private func addStatus(_ desired: DesiredNode?, _ observation: Observation, to bundle: inout SupportBundle) async {
    await bundle.add(path("status.json"), within: .seconds(90)) {
      let confirmed = observation.confirmed(by: context.host)
      let look = StatusLook(context: context, engines: engines, asks: true)
      let status = try await look.status(of: name, desired, confirmed)
      guard let status else { throw Failure(.failed, "the engine has no container of the node") }
      return .json(Array(try status.json.utf8))
    }
    await bundle.add(path("host.json")) {
      guard let footprint = await NodeFootprint.find(name, observation, on: context.host) else {
        throw Failure(.failed, "only root on the engine's host sees the node's processes, mounts and cgroups")
      }
      return .json(Array(try footprint.json.utf8))
    }
  }

  private func addObjects(_ observation: Observation, to bundle: inout SupportBundle) async {
    let engine = observation.engine
    for container in observation.details {
      await bundle.add(path("containers/\(SupportBundle.fileName(container.name)).json")) {
        .json(try await engine.document(on: .container(container.id)))
      }
    }
    for network in observation.state.networks {
      await bundle.add(path("networks/\(SupportBundle.fileName(network.name)).json")) {
        .json(try await engine.document(on: .network(network.id)))
      }
    }
    for volume in observation.state.volumes {
      await bundle.add(path("volumes/\(SupportBundle.fileName(volume.name)).json")) {
        .json(try await engine.document(on: .volume(volume.name)))
      }
    }
  }

  private func addAnswers(
    of role: ServiceRole, _ container: String, _ engine: Engine, to bundle: inout SupportBundle
  ) async {
    let probe = NodeProbe(engine, ExpectedNode(name: name))
    for question in NodeQuestion.allCases where question.role == role {
      await bundle.add(path("answers/\(question.rawValue).txt")) {
        let answer = try await probe.answer(to: question, in: container)
        let command = question.command(of: name).joined(separator: " ")
        let said = [answer.stdout, answer.stderr].map { String(decoding: $0, as: UTF8.self) }
        return .lines("$ \(command)\n\(said[0])\n\(said[1])\nexit code \(answer.exitCode)\n")
      }
    }
  }
}
