import FoundationEssentials
import Glibc
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A throw-away host with real engines and nodectl in it, made when it is first used (Tests/host/README.md).
///
/// Tests/host/with-hosts.sh wipes it when the run has ended, however it did.
actor TestHost {
  enum Init: String {
    case plain
    case systemd
  }

  /// The hosts that scenarios share; a scenario that stops engines or the host makes one of its own.
  static let plain = TestHost("plain", .plain)
  static let systemd = TestHost("systemd", .systemd)

  nonisolated let name: String
  private nonisolated let initSystem: Init
  private var making: Task<Void, any Error>?
  private var neighbours: [EngineKind: Task<Neighbour, any Error>] = [:]
  private var hung: HungCommand?

  init(_ name: String, _ initSystem: Init) {
    self.name = "\(Self.environment["TESTHOST_PREFIX"] ?? "test-local")-\(name)"
    self.initSystem = initSystem
  }

  /// Runs a command in the host.
  func run(_ command: [String], input: String = "") async throws -> CommandResult {
    try await up()
    return try await script("host.sh", ["exec"] + command, input: input)
  }

  /// Runs a command that must succeed, and gives what it printed.
  @discardableResult
  func output(of command: [String], input: String = "") async throws -> String {
    try await run(command, input: input).succeeded().output
  }

  /// Cuts the host's power, and boots it again on the same disk.
  func reboot() async throws {
    for command in ["down", "up"] {
      try await script("host.sh", [command]).succeeded()
    }
  }

  /// Starts an engine that has ended, as with the host.
  func startEngine(_ engine: EngineKind) async throws {
    try await up()
    try await script("engines.sh", ["start", engine.rawValue]).succeeded()
  }

  /// Runs a script of Tests/host for this host, which is up.
  ///
  /// `limit` is in seconds. Throws once one has hung: what it hangs in is mostly an engine, in which the next would too.
  @discardableResult
  func script(
    _ name: String, _ arguments: [String], input: String = "", limit: Int = TestHost.limit
  ) async throws -> CommandResult {
    if let hung { throw hung }
    let start = ContinuousClock.now
    let result = try await execute(name, arguments, input: input, limit: limit)
    guard [124, 137].contains(result.status), ContinuousClock.now - start >= .seconds(limit) else { return result }
    hung = HungCommand(command: [name] + arguments, host: self.name, processes: nil)
    let list = ["exec", "ps", "-e", "--forest", "-o", "pid,stat,etime,wchan:24,args"]
    let processes = try await execute("host.sh", list, input: "", limit: 30).output
    throw HungCommand(command: [name] + arguments, host: self.name, processes: processes)
  }

  /// `timeout` ends what takes longer than the limit, in seconds, with 124, or 137 where it had to kill it.
  private func execute(
    _ name: String, _ arguments: [String], input: String, limit: Int
  ) async throws -> CommandResult {
    let overrides: [Environment.Key: String?] = [
      "TESTHOST_NAME": self.name, "TESTHOST_INIT": initSystem.rawValue, "TESTHOST_CALLER": "nodectl's tests",
    ]
    let script = Self.scripts.appending(name).string
    let result = try await Subprocess.run(
      .name("timeout"), arguments: Arguments(["--kill-after=10", "\(limit)", script] + arguments),
      environment: .inherit.updating(overrides), input: .string(input),
      output: .bytes(limit: 1 << 24), error: .bytes(limit: 1 << 24))
    let status: Int32 =
      switch result.terminationStatus {
      case .exited(let code): code
      case .signaled(let signal): 128 + signal
      }
    return CommandResult(
      command: [name] + arguments, status: status, output: String(decoding: result.standardOutput, as: UTF8.self),
      errors: String(decoding: result.standardError, as: UTF8.self))
  }

  /// Loads an image that is made for a test, beside the well-behaved ones.
  func load(_ image: String, into engine: EngineKind) async throws {
    try await up()
    try await script("images.sh", ["load", engine.rawValue, image]).succeeded()
  }

  /// Starts a registry at `localhost:5000`, in which anybody may write, unless it runs.
  func startRegistry() async throws {
    let configuration = """
      version: 0.1
      log: {level: warn}
      storage: {filesystem: {rootdirectory: /var/lib/test-registry}}
      http: {addr: 127.0.0.1:5000}
      """
    let start = """
      cat >"/run/registry.yml.$$" && mv "/run/registry.yml.$$" /run/registry.yml
      pgrep -fx 'docker-registry serve /run/registry.yml' >/dev/null && exit
      setsid docker-registry serve /run/registry.yml >/var/log/registry.log 2>&1 </dev/null &
      """
    try await output(of: ["sh", "-c", start], input: configuration)
    try await eventually { try await run(["curl", "-sf", "http://localhost:5000/v2/"]).status == 0 }
  }

  /// The tenant who stands on the host beside all that is tested, from the first test that asks for them on.
  func neighbour(on engine: EngineKind) async throws -> Neighbour {
    let moving = neighbours[engine] ?? Task { try await Neighbour(on: engine, host: self) }
    neighbours[engine] = moving
    return try await moving.value
  }

  private func up() async throws {
    if making == nil { making = Task { try await make() } }
    try await making?.value
  }

  private func make() async throws {
    for (script, arguments) in [
      ("host.sh", ["check"]), ("host.sh", ["up"]), ("engines.sh", ["start", "all"]), ("images.sh", ["load", "all"]),
      ("host.sh", ["put", Self.binary, "/usr/local/bin/nodectl"]),
      ("host.sh", ["put", Self.binary + "-host", "/usr/local/bin/nodectl-host"]),
      ("host.sh", ["exec", "chmod", "755", "/usr/local/bin/nodectl", "/usr/local/bin/nodectl-host"]),
    ] {
      // The first of a machine makes the root file system, for which the others wait.
      try await self.script(script, arguments, limit: 1800).succeeded()
    }
  }

  // MARK: The machine

  /// What one command may take, in seconds: several times what the longest does on a busy machine.
  private static let limit = 600

  private static let environment = ProcessInfo.processInfo.environment

  static let repository = FilePath(#filePath).removingLastComponent().removingLastComponent().removingLastComponent()

  private static var scripts: FilePath { repository.appending("Tests/host") }

  /// What is tested: the program as it is shipped.
  static var binary: String {
    environment["NODECTL_BINARY"] ?? repository.appending(".build/release/nodectl").string
  }

  /// Why this machine cannot make hosts, in `host.sh check`'s words; nil where it can.
  static let obstacle: String? = {
    guard let check = popen("\(scripts.appending("host.sh")) check 2>&1", "r") else { return "popen failed" }
    var words = ""
    var line = [CChar](repeating: 0, count: 512)
    while fgets(&line, Int32(line.count), check) != nil {
      words += String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
    return pclose(check) == 0 ? nil : words.split(separator: "\n").last.map(String.init) ?? "host.sh check failed"
  }()
}
