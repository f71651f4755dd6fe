import Compose
import Engine
import HTTP
import NodeSpec
import Planning
import TestSupport
import Testing
import YAML
import ZeroTier

@testable import Orchestrator

/// A node named `edge`, with lines added below `zerotier:`, below `k0s:` and at the end of its spec.
func desiredNode(
  name: String = "edge", zerotier: String = "hostPort: 9994", k0s: String = "", version: String = "v1.34.1+k0s.0",
  more: String = "", identity: String = SampleSecrets.identity
) throws -> DesiredNode {
  let text = """
    name: \(name)
    zerotier:
      network: 8056c2e21c000001
      identity: {file: identity.secret}
      \(zerotier)
    k0s:
      version: \(version)
      joinToken: {file: join-token}
      \(k0s)
    \(more)
    """
  let diagnostics = Diagnostics()
  let document = try #require(try Parser.parse(Source(name: "node.yaml", text: text)).first)
  let spec = try #require(NodeSpec.read(document, diagnostics))
  let stack = try #require(Stack(spec, diagnostics))
  let secrets = NodeSecrets(identity: try Identity(identity), joinToken: SampleSecrets.joinToken)
  let contents = [
    Stack.identitySecret: Array(identity.utf8), Stack.tokenSecret: Array(SampleSecrets.joinToken.utf8),
  ]
  let port = if case .fixed(let port) = spec.zerotier.hostPort.value { port } else { 9994 }
  let node = DesiredNode(
    stack: stack, inputs: Stack.Inputs(hostPort: port, secrets: secrets), secrets: contents,
    origin: DesiredNode.Origin(directory: "/srv/edge", file: "/srv/edge/node.yaml"), diagnostics)
  #expect(diagnostics.problems == [])
  return node
}

/// What happened to a node, in order, as its progress told.
final class Journal: Sendable {
  private let entries = Monitor<[String]>([])

  func note(_ entry: String) { entries.withLock { $0.append(entry) } }
  var all: [String] { entries.withLock { $0 } }

  /// Takes note of what is done: `zerotier started`.
  var sink: ProgressSink {
    { event in
      switch event.kind {
      case .finished(let step, _, _): self.note("\(step.operation)")
      case .note(let text): self.note("note: \(text)")
      case .warning(let text): self.note("warning: \(text)")
      default: break
      }
    }
  }
}

extension StubEngine {
  /// An engine with the images of the node, whose health checks print an address.
  static func holding(_ node: DesiredNode, _ flavour: StubFlavour) -> StubEngine {
    let engine = StubEngine(flavour, images: node.project.services.map(\.image))
    engine.change { world in
      world.behaviour = { container in
        container.contains("zerotier")
          ? StubBehaviour { run in
            run >= 2 ? StubExecAnswer(stdout: "10.1.2.3\n") : StubExecAnswer(exitCode: 1, stdout: "not yet\n")
          }
          : .healthy()
      }
    }
    return engine
  }

  /// An engine with every image of these tests, where each check passes at the first try.
  static func healthy(_ node: DesiredNode, _ flavour: StubFlavour) -> StubEngine {
    let engine = holding(node, flavour)
    engine.change { world in
      world.behaviour = { _ in StubBehaviour { _ in StubExecAnswer(stdout: "10.1.2.3\n") } }
      world.images.insert("docker.io/k0sproject/k0s:v1.34.1-k0s.0")
    }
    return engine
  }

  /// Brings a node up on it, seen through one connection.
  @discardableResult
  func up(
    _ node: DesiredNode, _ options: UpOptions = UpOptions(), timeout: Duration = .seconds(600),
    host: StubHost = StubHost(), waitsForLock: Bool = true,
    checkSecrets: @escaping @Sendable () throws -> Void = {}, journal: Journal = Journal(),
    longestCall: Duration? = nil
  ) async throws -> NodeUp.Outcome {
    let connection = Connection(.unix(path: path), longestCall: longestCall)
    let request = Observation.Request(of: node)
    return try await NodeUp(
      node, options, timeout: timeout, observe: { try await Observation.look(request, over: connection) },
      host: host, waitsForLock: waitsForLock, checkSecrets: checkSecrets, progress: journal.sink
    ).run()
  }

  @discardableResult
  func down(
    _ node: String, _ options: DownOptions = DownOptions(), host: StubHost = StubHost(), journal: Journal = Journal(),
    longestCall: Duration? = nil
  ) async throws -> Bool {
    let connection = Connection(.unix(path: path), longestCall: longestCall)
    let request = Observation.Request(node: node)
    return try await NodeDown(
      node, options, observe: { try await Observation.look(request, over: connection) }, host: host,
      progress: journal.sink
    ).run().wasThere
  }

  /// The calls that change something, without what they carry.
  var changes: [StubCall] { calls.filter { $0.method != "GET" && $0.method != "HEAD" } }
}

/// Both products, as the arguments of tests.
let flavours: [StubFlavour] = [.docker, .podman]

extension StubEngine {
  /// Whether an error tells at which call the fault was met.
  ///
  /// A fault of the call that asks who is there is told with the socket, one of a pull with the image. A status that is not
  /// true, that there is no such container for instance, may be found out by a later call, and told with that.
  func isNamed(_ met: StubCall, _ fault: CallFault, in error: String) -> Bool {
    if met.line.isNamed(in: error) { return true }
    switch met.path {
    case "/_ping": return error.contains(path)
    case "/images/create": return error.contains("cannot pull ")
    default: return fault.isUntrue && calls.contains { $0.index > met.index && $0.line.isNamed(in: error) }
    }
  }
}

extension StubWorld {
  /// Whether the services of `edge` all run, are healthy, and each has started after what it depends on, so that none is in
  /// a namespace that ZeroTier has left.
  var isInOrder: Bool {
    let services = ["edge-zerotier-1", "edge-crio-krun-1", "edge-k0s-1"].compactMap(container)
    return services.map(\.health) == ["healthy", "healthy", "healthy"]
      && zip(services, services.dropFirst()).allSatisfy { $0.startedAt < $1.startedAt }
  }
}
