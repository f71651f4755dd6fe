import Compose
import Doctor
import Engine
import NodeSpec
import Ownership
import Planning

/// Turns a step that failed into what the user should be told: the reason, what the container last said, what to do.
struct FailureReport {
  let engine: Engine
  let desired: DesiredNode

  private static let logLines = 10

  func failure(_ failure: StepFailure) async -> NodeFailure {
    let service = Self.service(of: failure.step.operation)
    let reason = reason(failure, service)
    let id = service.flatMap { failure.bindings.containers[$0] }
    var details: [String] = []
    var remedy: [String] = []
    if let id, let service, let container = try? await engine.inspectContainer(id) {
      if failure.asksForDiagnosis, let diagnosis = await diagnosis(of: service, container, failure.bindings) {
        details = [diagnosis.what]
        remedy = diagnosis.remedy
      }
      details += await lastWords(of: service, container)
    }
    return NodeFailure(
      node: desired.name, kind(failure), desired.redacted(reason), details: details.map(desired.redacted),
      advice: remedy.map(desired.redacted) + advice(failure, service))
  }

  private func diagnosis(of service: String, _ container: ContainerDetails, _ bindings: Bindings) async -> Diagnosis? {
    var expected = ExpectedNode(name: desired.name, labels: [container.configuration.labels])
    // Of a node that is being made, only this much is not on every container.
    expected.nodeIP = (bindings.address ?? desired.nodeIP)?.description
    let probe = NodeProbe(engine, expected)
    if let cause = await probe.symptoms(of: container).cause(in: expected) { return cause }
    guard let role = ServiceRole(service: service, image: container.configuration.image) else { return nil }
    return await probe.diagnosis(of: role, container)
  }

  private func kind(_ failure: StepFailure) -> NodeFailure.Kind {
    switch failure.underlying as? HealthError {
    case .timedOut, .notReady: return .notReady
    case .failed, nil: break
    }
    if case .createCgroup = failure.step.operation, failure.underlying is HostHandsError { return .unfit }
    return .failed
  }

  private func reason(_ failure: StepFailure, _ service: String?) -> String {
    let ports = failure.publishedPorts(of: desired)
    switch failure.underlying {
    case let error as HealthError: return "\(service ?? ""): \(error)"
    case let error where !ports.isEmpty:
      let which = ports.count == 1 ? ports[0] : "one of \(ports.joined(separator: ", "))"
      return "\(which) of the host is taken: \(error)"
    case let error as EngineError where error.isNameInUse:
      return "there is \(wanted(by: failure.step.operation)) that does not belong to this node: \(error)"
    case EngineError.pullFailed, is PullRefusal: return "\(failure.underlying)"
    default: return "cannot \(failure.step.operation): \(failure.underlying)"
    }
  }

  /// What an operation would have made, as far as its name can be another's.
  private func wanted(by operation: Operation) -> String {
    let project = desired.project
    switch operation {
    case .createNetwork(let key):
      return "a network named \(project.networks.first { $0.key == key }.map(project.name(of:)) ?? key)"
    case .createContainer(let service):
      return "a container named \(project.service(service).map(project.containerName(of:)) ?? service)"
    default: return "something"
    }
  }

  private func advice(_ failure: StepFailure, _ service: String?) -> [String] {
    let engineCommand = engine.product.rawValue
    if case .createCgroup(let cgroup) = failure.step.operation, failure.underlying is HostHandsError {
      return ["as root on the host this would make it:"] + cgroup.commands
        + (desired.spec.hostCgroup.map { ["or \($0.alternative)"] } ?? [])
    }
    let ports = failure.publishedPorts(of: desired)
    switch failure.underlying {
    case _ where !ports.isEmpty:
      let own = "set another port as zerotier.hostPort, or 'auto' for the first that is free"
      return ports.count == 1 ? [own] : [own, "or change the ports that the override publishes"]
    case let error as EngineError where error.isNameInUse:
      return ["rename or remove it, or give the node another name"]
    case EngineError.pullFailed(let image, _, _):
      return ["\(engineCommand) pull \(image)    tries that alone; then the same command goes on from here"]
    case is HealthError:
      guard let container = service.flatMap(desired.project.service).map(desired.project.containerName(of:)) else {
        return []
      }
      return [
        "\(engineCommand) logs \(container)    shows all that it said",
        "nodectl up       goes on from here; nodectl down \(desired.name) takes it all away",
      ]
    default: return []
    }
  }

  /// What the container's check last printed, and the end of its log.
  private func lastWords(of service: String, _ details: ContainerDetails) async -> [String] {
    var lines: [String] = []
    if let probe = details.state.health?.log.last, probe.exitCode != 0 {
      lines.append("the last check of \(service) ended with code \(probe.exitCode):")
      lines += Self.indented(probe.output)
    }
    let log = await NodeProbe(engine, ExpectedNode(name: desired.name)).log(of: details, lines: Self.logLines)
    if !log.isEmpty {
      lines.append("the last lines of \(service):")
      lines += log.suffix(Self.logLines).map { "  \($0)" }
    }
    return lines
  }

  private static func indented(_ text: String) -> [String] {
    text.split(whereSeparator: \.isNewline).suffix(logLines).map { "  \($0)" }
  }

  private static func service(of operation: Operation) -> String? {
    switch operation {
    case .createContainer(let service), .putFiles(let service), .startContainer(let service),
      .awaitHealthy(let service), .awaitReady(let service, _), .readAddress(let service):
      service
    default: nil
    }
  }
}

extension StepFailure {
  /// Whether the container itself, or its engine, may know more than the error says.
  fileprivate var asksForDiagnosis: Bool {
    if case .startContainer = step.operation { return true }
    return underlying is HealthError
  }
}
