import ArgumentParser
import Engine
import Orchestrator
import Glibc
import SystemPackage

/// Runs a command in a service's container.
struct ExecCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "exec",
    abstract: "Runs a command in a service's container, and ends with its exit code.",
    discussion: """
      nodectl exec k0s -- sh                               a shell, with a terminal if there is one here
      nodectl exec zerotier -- zerotier-cli listnetworks   one command
      nodectl exec edge-01/k0s -- tar -c /etc >etc.tar     without a spec, by its names
      nodectl exec k0s -- sh < script                      its input is what comes in here
      nodectl exec --detach k0s -- k0s sysinfo             left to itself once it has started

      All that comes out is passed on as it is, with whatever secrets are in it.
      """)

  @OptionGroup var files: SpecFiles
  @OptionGroup var engines: EngineOptions

  @Flag(
    name: [.customShort("T"), .long], help: "Give it no terminal. (default: one if input and output here are one)")
  var noTty = false

  @Flag(name: [.customShort("t"), .long], help: "Give it a terminal, or fail where there is none here.")
  var tty = false

  @Flag(
    name: [.customShort("i"), .long], inversion: .prefixedNo,
    help: "Pass on what comes in here; --no-interactive leaves it to others, as in a loop that reads lines.")
  var interactive = true

  @Flag(name: .shortAndLong, help: "Leave it to itself once it has started: nothing comes in, and nothing is shown.")
  var detach = false

  @Option(name: .shortAndLong, help: "The user to run it as: a name or a number, also USER:GROUP.")
  var user: String?

  @Option(name: [.customShort("w"), .long], help: "The directory to run it in.")
  var workdir: String?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp("A variable for it; without a value, the one here.", valueName: "name=value"))
  var env: [String] = []

  @Flag(help: "Give it every privilege.")
  var privileged = false

  @Argument(
    help: ArgumentHelp("The service, as SERVICE of the spec's node, or NODE/SERVICE.", valueName: "[node/]service"),
    completion: .custom(NameCompletion.services))
  var service: String

  @Argument(parsing: .captureForPassthrough, help: "The command and its arguments.")
  var command: [String] = []

  private var words: [String] { command.first == "--" ? Array(command.dropFirst()) : command }

  func validate() throws {
    if let word = command.first, word != "--", word.hasPrefix("-") {
      throw ValidationError("options go before the service: \(word) would be the command")
    }
    if words.isEmpty { throw ValidationError("a command is missing, as in: nodectl exec \(service) -- sh") }
    if tty, detach { throw ValidationError("-t and -d exclude each other: nobody would be at the terminal") }
    if tty, noTty { throw ValidationError("-t and -T exclude each other") }
  }

  // Nothing has begun that is to be finished, and a terminal that is gone sends a signal too.
  var interruptingSignals: [Int32] { [SIGINT, SIGTERM, SIGHUP] }
  var interruptionNotice: String? { nil }

  func run(in context: Context) async throws {
    let exitCode = try await ServiceSearch(context: context, engines: engines).run([service], files) { looks in
      let (engine, container) = try container(of: try looks.map { try $0.found.get() })
      let hasTerminal = !noTty && !detach && interactive && context.hasTerminal
      if tty, !hasTerminal {
        throw Failure(.usage, "error: -t needs a terminal for input and output, and there is none here; leave it out")
      }
      let configuration = ExecConfiguration(
        words, user: user, workingDirectory: workdir, environment: environment(in: context), isPrivileged: privileged,
        attachesStdin: interactive && !detach, attachesOutput: !detach, hasTerminal: hasTerminal)
      let run = ExecRun(engine, container, configuration, in: context)
      return detach ? try await run.detach() : try await run.run()
    }
    if exitCode != 0 { throw ExitCode(exitCode) }
  }

  /// The one container that is meant, which runs.
  private func container(of found: [ServiceSearch.Found]) throws -> (Engine, String) {
    let all = found.flatMap { node in node.services.map { (node, $0) } }
    guard let (node, name) = all.first, all.count == 1 else {
      let names = all.map { "\($0.node.name)/\($1)" }.joined(separator: ", ")
      throw Failure(.usage, "error: '\(service)' is several services, and a command runs in one: \(names)")
    }
    guard let container = node.container(of: name), container.state.isRunning else {
      throw Failure(
        .failed, "error: \(node.node.name): \(name) does not run; nodectl start \(node.node.name)/\(name) starts it")
    }
    return (node.observation.engine, container.id)
  }

  private func environment(in context: Context) -> [String] {
    env.compactMap { word in
      word.contains("=") ? word : context.environment[word].map { "\(word)=\($0)" }
    }
  }
}

extension Context {
  /// Whether a person is at both ends.
  fileprivate var hasTerminal: Bool { isatty(input.rawValue) == 1 && output.isTerminal }
}
