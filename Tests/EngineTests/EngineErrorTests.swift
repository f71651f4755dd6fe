import HTTP
import Testing

@testable import Engine

/// Refusals word for word as Docker 20.10, 26.1 and 28.5, Podman 4.3, 5.4 and 5.8 gave them.
@Suite struct EngineErrorTests {
  struct Case: CustomTestStringConvertible {
    let call: Call
    let status: Int
    let message: String
    let cause: any KeyPath<EngineError, Bool> & Sendable

    init(
      _ call: Call, _ status: Int, _ message: String, is cause: any KeyPath<EngineError, Bool> & Sendable
    ) {
      self.call = call
      self.status = status
      self.message = message
      self.cause = cause
    }

    var testDescription: String { "\(call): \(status) \(message)" }
  }

  private static let create = Call(.post, "/containers/create", "pz")
  private static let start = Call(.post, "/containers/{name}/start", "pz")
  private static let exec = Call(.post, "/containers/{name}/exec", "pk")
  private static let removeContainer = Call(.delete, "/containers/{name}", "pz")
  private static let removeNetwork = Call(.delete, "/networks/{name}", "probe_default")
  private static let removeVolume = Call(.delete, "/volumes/{name}", "probe_run")
  private static let id = String(repeating: "576ac48d", count: 8)

  static let causes: [any KeyPath<EngineError, Bool> & Sendable] = [
    \.isNotFound, \.isNameInUse, \.isPortAllocated, \.isNetworkInUse, \.isVolumeInUse, \.isNotRunning,
    \.isNetworkMissing, \.isNamespaceOwnerGone, \.hasDependents, \.isMountNotShared,
  ]

  static let all: [Case] = [
    Case(
      create, 409,
      "Conflict. The container name \"/pz\" is already in use by container \"\(id)\". You have to remove (or rename) "
        + "that container to be able to reuse that name.", is: \.isNameInUse),
    Case(
      create, 500,
      "container create: creating container storage: the container name \"pz\" is already in use by \(id). You have to "
        + "remove that container to be able to reuse that name: that name is already in use", is: \.isNameInUse),
    Case(
      Call(.post, "/networks/create", "n"), 409, "network with name probe_default already exists", is: \.isNameInUse),
    Case(
      Call(.post, "/networks/create", "n"), 409, "network name probe_default already used: network already exists",
      is: \.isNameInUse),
    Case(create, 404, "No such image: nosuch:1", is: \.isNotFound),
    Case(create, 404, "no such image: docker.io/library/nosuch:1: image not known", is: \.isNotFound),
    Case(
      create, 500, "container create: unable to find network with name or ID nosuch_default: network not found",
      is: \.isNetworkMissing),
    Case(
      create, 500,
      "container create: looking up container to share net namespace with: no container with name or ID \"\(id)\" found: "
        + "no such container", is: \.isNamespaceOwnerGone),
    Case(start, 404, "No such container: pz", is: \.isNotFound),
    Case(start, 404, "no container with name or ID \"pz\" found: no such container", is: \.isNotFound),
    Case(start, 404, "No such container: \(id)", is: \.isNamespaceOwnerGone),
    Case(start, 500, "joining network namespace of container: No such container: \(id)", is: \.isNamespaceOwnerGone),
    Case(start, 409, "cannot join network of a non running container: \(id)", is: \.isNamespaceOwnerGone),
    Case(
      start, 409, "cannot join network namespace of a non running container: container pz is created",
      is: \.isNamespaceOwnerGone),
    Case(start, 404, "network \(id) not found", is: \.isNetworkMissing),
    Case(start, 404, "failed to set up container networking: network \(id) not found", is: \.isNetworkMissing),
    Case(
      start, 500,
      "driver failed programming external connectivity on endpoint pt (\(id)): Bind for 0.0.0.0:29994 failed: port is "
        + "already allocated", is: \.isPortAllocated),
    Case(
      start, 500,
      "failed to set up container networking: driver failed programming external connectivity on endpoint pt (\(id)): "
        + "failed to bind host port for 0.0.0.0:29994:172.18.0.2:9993/udp: address already in use",
      is: \.isPortAllocated),
    Case(
      start, 500, "cannot listen on the UDP port: listen udp4 :29994: bind: address already in use",
      is: \.isPortAllocated),
    Case(start, 500, "path /k0s-data is mounted on / but it is not a shared mount", is: \.isMountNotShared),
    Case(exec, 409, "container \(id) is not running", is: \.isNotRunning),
    Case(
      exec, 500, "can only create exec sessions on running containers: container state improper", is: \.isNotRunning),
    Case(
      Call(.post, "/containers/{name}/kill", "pk"), 409, "cannot kill container: pk: container \(id) is not running",
      is: \.isNotRunning),
    Case(
      removeContainer, 500,
      "container \(id) has dependent containers which must be removed before it: \(id): container already exists",
      is: \.hasDependents),
    Case(removeContainer, 404, "no container with ID or name \"pz\" found: no such container", is: \.isNotFound),
    Case(
      removeNetwork, 403, "error while removing network: network probe_default id \(id) has active endpoints",
      is: \.isNetworkInUse),
    Case(
      removeNetwork, 500,
      "\"probe_default\" has associated containers with it. Use -f to forcibly delete containers and pods: network is "
        + "being used", is: \.isNetworkInUse),
    Case(removeNetwork, 404, "network probe_default not found", is: \.isNotFound),
    Case(removeVolume, 409, "remove probe_run: volume is in use - [\(id)]", is: \.isVolumeInUse),
    Case(
      removeVolume, 409,
      "volume probe_run is being used by the following container(s): \(id): volume is being used", is: \.isVolumeInUse),
  ]

  @Test(arguments: all)
  func `a refusal has the one cause that it tells`(refusal: Case) {
    let error = EngineError.refused(Refusal(refusal.call, status: refusal.status, message: refusal.message))
    #expect(Self.causes.filter { error[keyPath: $0] } == [refusal.cause])
  }

  @Test func `an error names the call, what it was about, and what the engine said`() {
    let error = EngineError.refused(Refusal(Self.create, status: 404, message: "No such image: x\n"))
    #expect(error.description == "POST /containers/create (pz): 404 No such image: x")
    let late = EngineError.unanswered(Self.start, .timedOut(after: .seconds(120)))
    #expect(
      late.description == "POST /containers/{name}/start (pz): no answer within 120.0 seconds; "
        + "the engine may be overloaded or stuck")
  }

  @Test func `an engine's message is kept to one line of a bearable length`() {
    let refusal = Refusal(Self.create, status: 500, message: String(repeating: "long\n", count: 1000))
    #expect(refusal.message.count == 2001)
    #expect(!refusal.message.contains("\n"))
  }
}
