import ArgumentParser
import SystemPackage

/// The command line.
@main struct Nodectl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nodectl",
    abstract: "Runs Kubernetes workers on servers that others use too, without installing anything on them.",
    discussion: """
      nodectl init              writes a first node.yaml
      nodectl doctor            says what of the host would make the node fail
      nodectl up                brings it up, and waits until it is ready
      nodectl status            shows how it is
      nodectl logs k0s          shows what a service says
      nodectl down              takes it away
      """,
    groupedSubcommands: [
      CommandGroup(
        name: "Before",
        subcommands: [
          InitCommand.self, CheckCommand.self, DoctorCommand.self, PlanCommand.self, PullCommand.self,
          IdentityCommand.self, TokenCommand.self,
        ]),
      CommandGroup(
        name: "Nodes",
        subcommands: [
          UpCommand.self, UpgradeCommand.self, StopCommand.self, StartCommand.self, RestartCommand.self,
          DownCommand.self, ReapCommand.self,
          SuperviseCommand.self,
        ]),
      CommandGroup(
        name: "Looking",
        subcommands: [
          StatusCommand.self, ListCommand.self, LogsCommand.self, EventsCommand.self, ExecCommand.self,
          SupportBundleCommand.self,
        ]),
      CommandGroup(
        name: "Without nodectl", subcommands: [ExportCommand.self, SchemaCommand.self, VersionCommand.self]),
    ])

  static func main() async {
    let arguments = Array(CommandLine.arguments.dropFirst())
    if let unknown = UnknownCommand(arguments) {
      Output(.standardError).print(unknown.message)
      exit(withError: ExitStatus.usage.code)
    }
    await main(arguments)
  }
}
