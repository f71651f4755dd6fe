import Engine
import FoundationEssentials
import Ownership
import Planning

/// The hands on an engine's host for those who have only its socket: `nodectl-host` in a container that sees the host's
/// processes, made from an image that the engine has.
actor HelperContainer: HostHands {
  private let engine: Engine
  private let node: String
  private let name: String
  private let isAlone: Bool
  private let image: String
  private let program: [UInt8]
  private var making: Task<String, any Error>?
  private var created: String?
  private var requests = 0

  /// How long it stays should nodectl be killed, in seconds; longer than anything it is asked for.
  private static let lifetime = 3600
  private static let path = "nodectl-host"
  private static let outputLimit = 64 << 20

  /// `isAlone` says that the node's lock is held: then no other is at work by this name, and what one has left that was
  /// killed is taken away.
  init(_ engine: Engine, node: String, image: String, program: [UInt8], isAlone: Bool) {
    (self.engine, self.node, self.image, self.program, self.isAlone) = (engine, node, image, program, isAlone)
    let suffix = isAlone ? "" : "-\(UInt32.random(in: 0 ... .max))"
    name = "nodectl-helper-\(node)\(suffix)"
  }

  func perform(_ request: HostRequest) async throws -> HostResponse {
    let id = try await container()
    requests += 1
    let file = "nodectl-request-\(requests).json"
    var archive = TarArchive()
    try archive.addFile(file, mode: 0o600, Array(try JSONEncoder().encode(request)))
    try await engine.putArchive(archive, in: id)
    let result = try await engine.run(
      in: id, ExecConfiguration(["/\(Self.path)", "/\(file)"], user: "0:0", workingDirectory: "/", isPrivileged: true),
      limit: Self.outputLimit, timeout: .seconds(Self.lifetime))
    guard result.exitCode == 0 else {
      throw HostHandsError.helperFailed(code: result.exitCode, String(decoding: result.stderr, as: UTF8.self))
    }
    return try JSONDecoder().decode(HostResponse.self, from: Data(result.stdout))
  }

  func close() async {
    _ = await making?.result
    guard let id = created else { return }
    _ = try? await uninterrupted { [engine] in try await engine.removeContainer(id, force: true, volumes: true) }
  }

  private func container() async throws -> String {
    if let making { return try await making.value }
    // Not cut off half-way: what was made is known, and removed in the end.
    let making = Task { try await make() }
    self.making = making
    return try await making.value
  }

  private func make() async throws -> String {
    if isAlone {
      // Those that others use, who only look, run and go by themselves.
      for old in try await engine.containers(.labels("\(Label.helper)=\(node)"))
      where old.name == name || old.status != .running {
        _ = try? await engine.removeContainer(old.id, force: true, volumes: true)
      }
    }
    let id = try await engine.createContainer(name, configuration)
    created = id
    var archive = TarArchive()
    try archive.addFile(Self.path, mode: 0o755, program)
    try await engine.putArchive(archive, in: id)
    try await engine.startContainer(id)
    return id
  }

  private var configuration: ContainerConfiguration {
    var host = HostConfiguration()
    host.pidMode = "host"
    host.cgroupNamespaceMode = "host"
    host.networkMode = "none"
    host.isPrivileged = true
    host.isRemovedAtEnd = true
    var configuration = ContainerConfiguration(image: image, host: host)
    configuration.entrypoint = ["/\(Self.path)", "wait", "\(Self.lifetime)"]
    configuration.command = []
    configuration.user = "0:0"
    configuration.workingDirectory = "/"
    configuration.labels = [Label.helper: node]
    configuration.healthCheck = HealthCheck(test: ["NONE"])
    return configuration
  }
}
