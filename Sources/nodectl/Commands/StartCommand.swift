import ArgumentParser
import Planning

/// Starts nodes, or services of them, as they were made.
struct StartCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "start",
    abstract: "Starts nodes, or services of them, as they were made, and what they depend on first.",
    discussion: """
      nodectl start            all services of the spec's nodes, each when what it depends on is healthy
      nodectl start edge-01    all of one, by its name
      nodectl start k0s        one service, and what it depends on

      Nothing of the spec is applied; where it has changed since, that is said.
      """)

  @OptionGroup var life: LifeRun
  @OptionGroup var wait: WaitOptions

  func run(in context: Context) async throws { try await life.run(.start, wait, in: context) }
}
