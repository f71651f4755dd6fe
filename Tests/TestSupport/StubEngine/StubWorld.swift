/// All that a stub engine holds, and how it behaves.
package struct StubWorld: Sendable {
  package let flavour: StubFlavour
  package var containers: [StubContainer] = []
  package var networks: [StubNetwork] = []
  package var volumes: [StubVolume] = []
  /// By full reference.
  package var images: Set<String>
  /// The digests of those that a registry has, by full reference.
  package var digests: [String: String] = [:]

  /// How containers of a name behave; asked when one is created.
  package var behaviour: @Sendable (_ container: String) -> StubBehaviour = { _ in .healthy() }
  /// How containers of an image behave, where that has a say; asked first.
  package var imageBehaviour: @Sendable (_ image: String) -> StubBehaviour? = { _ in nil }
  /// What commands in containers do.
  package var exec: @Sendable (_ container: String, _ command: [String]) -> StubExecAnswer = { _, command in
    .ofReadyNode(command)
  }
  /// What can be pulled, by full reference; all else is unknown.
  package var registry: [String: StubPull] = [:]
  /// Files of the host, by absolute path, that containers see where they have them bound.
  package var hostFiles: Set<String> = []
  /// Host ports that other processes have: `9994/udp`.
  package var occupiedPorts: Set<String> = []
  /// As `GET /info` tells it: 1 or 2.
  package var cgroupVersion = "2"
  /// How long it is from one health check of a container that has started to the next, in nanoseconds: longer than while it
  /// starts, as with real engines, or what watches many would be busy with them.
  package var checkInterval: Int64 = 50_000_000
  /// Whether health checks run by themselves, as on Podman they do with systemd only.
  package var runsHealthChecks: Bool

  var calls: [StubCall] = []
  var faults: [StubPlannedFault] = []
  var holdsCalls = true
  /// The index of the first call whose client is as good as dead.
  var firstLostCall: Int?
  var events: [StubEvent] = []
  var forgottenEvents = 0
  var execs: [String: StubExec] = [:]
  private var lastTime: Int64 = 0
  private var lastNumber: UInt64 = 0

  init(flavour: StubFlavour, images: [String]) {
    self.flavour = flavour
    self.images = Set(images)
    runsHealthChecks = !flavour.isPodman
    networks = ["bridge", "host", "none"].map { name in
      StubNetwork(id: makeID(), name: name, configuration: ["Driver": .string(name)], created: now())
    }
  }

  package func container(_ name: String) -> StubContainer? { index(of: name).map { containers[$0] } }

  /// A moment later than all before it, in nanoseconds since 1970.
  mutating func now() -> Int64 {
    lastTime = max(lastTime + 1000, StubTime.now)
    return lastTime
  }

  /// 64 hexadecimal digits, the same in every run.
  mutating func makeID() -> String {
    lastNumber += 1
    var state = lastNumber
    return (0..<4).map { _ in
      state &+= 0x9E37_79B9_7F4A_7C15  // splitmix64
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      let digits = String(z ^ (z >> 31), radix: 16)
      return String(repeating: "0", count: 16 - digits.count) + digits
    }.joined()
  }

  func index(of name: String) -> Int? {
    containers.firstIndex { $0.name == name || $0.id == name }
      ?? containers.firstIndex { name.count >= 12 && $0.id.hasPrefix(name) }
  }

  func network(_ name: String) -> StubNetwork? { networks.first { $0.name == name || $0.id == name } }
}
