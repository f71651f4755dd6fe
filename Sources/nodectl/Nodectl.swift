import ArgumentParser

/// The command line.
@main struct Nodectl: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "nodectl",
    abstract: "Runs Kubernetes workers on servers that others use too, without installing anything on them.",
    subcommands: [
      InitCommand.self, CheckCommand.self, DoctorCommand.self, ExportCommand.self, PlanCommand.self, UpCommand.self,
      StatusCommand.self, ListCommand.self, LogsCommand.self, StopCommand.self, StartCommand.self,
      RestartCommand.self, DownCommand.self, ReapCommand.self, SuperviseCommand.self,
      IdentityCommand.self, TokenCommand.self, SupportBundleCommand.self, SchemaCommand.self, VersionCommand.self,
    ])
}
