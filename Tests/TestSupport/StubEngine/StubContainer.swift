/// A container of a stub engine.
package struct StubContainer: Sendable {
  package let id: String
  package let name: String
  /// What it was created from, in the form of Docker's create call.
  package let configuration: JSONValue
  /// What it was created from, if by libpod's create call.
  package internal(set) var libpodSpecification: JSONValue?
  package let created: Int64
  package internal(set) var status = "created"
  package internal(set) var pid = 0
  package internal(set) var exitCode = 0
  package internal(set) var error = ""
  /// In nanoseconds since 1970; 0: never.
  package internal(set) var startedAt: Int64 = 0
  package internal(set) var finishedAt: Int64 = 0
  package internal(set) var restartCount = 0
  package internal(set) var health = ""
  /// The last ones, of which engines keep five.
  package internal(set) var probes: [Probe] = []
  var probeCount = 0
  package internal(set) var failingStreak = 0
  /// What was put into it, by absolute path.
  package internal(set) var files: [String: TarReader.Entry] = [:]
  package internal(set) var networks: Set<String> = []
  package internal(set) var output: [Output] = []
  /// How many of the lines were handed to clients.
  package internal(set) var linesTold = 0

  package struct Probe: Sendable {
    package let time: Int64
    package let answer: StubExecAnswer
  }

  package struct Output: Sendable {
    package let source: UInt8
    package let time: Int64
    package let text: String
  }

  var behaviour: StubBehaviour
  var wasStopped = false
  var restartsAt: Int64?
  var nextProbe: Int64 = 0

  package var isRunning: Bool { status == "running" }
  package var labels: [String: String] { configuration["Labels"].strings }
  package var host: JSONValue { configuration["HostConfig"] }

  /// The container whose network it shares, as it was given.
  var networkOwner: String? {
    host["NetworkMode"].string.flatMap { $0.hasPrefix("container:") ? String($0.dropFirst("container:".count)) : nil }
  }

  /// What is published: on Docker only ports that are exposed as well.
  func publishedPorts(_ flavour: StubFlavour) -> [String: JSONValue] {
    let exposed = configuration["ExposedPorts"]
    return (host["PortBindings"].object ?? [:]).filter { flavour.isPodman || !exposed[$0.key].isNull }
  }

  /// The host ports that it publishes, with the transport: `9994/udp`.
  func hostPorts(_ flavour: StubFlavour) -> [String] {
    publishedPorts(flavour).flatMap { port, bindings in
      let transport = port.split(separator: "/").last ?? ""
      return (bindings.array ?? []).compactMap { $0["HostPort"].string }.map { "\($0)/\(transport)" }
    }
  }

  /// The named volumes that it has.
  var volumes: [String] {
    (host["Binds"].array ?? []).compactMap { bind in
      bind.string?.split(separator: ":").first.map(String.init).flatMap { $0.hasPrefix("/") ? nil : $0 }
    }
  }

  var hasHealthCheck: Bool {
    (configuration["Healthcheck"]["Test"].array ?? []).first.map { $0 != "NONE" } ?? false
  }
}
