import ArgumentParser
import Planning

/// Restarts nodes, or services of them.
struct RestartCommand: InterruptibleCommand {
  static let configuration = CommandConfiguration(
    commandName: "restart",
    abstract: "Stops and starts nodes, or services of them, with what depends on them.",
    discussion: """
      nodectl restart k0s          one service
      nodectl restart zerotier     and with it the others, which live in its network namespace

      Nothing of the spec is applied; where it has changed since, that is said.
      """)

  @OptionGroup var life: LifeRun
  @OptionGroup var wait: WaitOptions

  func run(in context: Context) async throws { try await life.run(.restart, wait, in: context) }
}
