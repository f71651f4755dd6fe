import ArgumentParser
import Planning

/// Stops nodes, or services of them.
struct StopCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop",
    abstract: "Stops nodes, or services of them, which stay so until they are started.",
    discussion: """
      nodectl stop             all services of the spec's nodes
      nodectl stop edge-01     all of one, by its name
      nodectl stop k0s         one service

      Nothing of the spec is applied; where it has changed since, that is said.
      """)

  @OptionGroup var life: LifeRun

  func run(in context: Context) async throws { try await life.run(.stop, in: context) }
}
