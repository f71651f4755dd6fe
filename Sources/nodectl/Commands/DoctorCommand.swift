import ArgumentParser
import Terminal

/// Looks at what a node would run on, before it does.
struct DoctorCommand: NodectlCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what of the host and the engine would make a node fail, and how to mend it. Exits with 5 if so.",
    discussion: """
      nodectl doctor              looks, and changes nothing
      sudo nodectl doctor --fix   makes the data directory a shared mount
      """)

  @OptionGroup var specs: SpecOptions
  @OptionGroup var engines: EngineOptions

  @Flag(help: "Make the data directory a shared mount, where that is what fails.")
  var fix = false

  @Flag(help: "Ask whether the cluster's API server answers, too; nothing connects to anywhere without this.")
  var online = false

  @Flag(help: "As JSON.")
  var json = false

  func run(in context: Context) async throws {
    var reports: [DoctorReport] = []
    let doctor = NodeDoctor(context: context, engines: engines, online: online, fix: fix)
    for node in try SpecLoader.load(specs, in: context) { reports.append(await doctor.report(node)) }
    let style = context.output.style
    context.output.write(json ? try reports.json + "\n" : reports.map { $0.text(style) }.joined(separator: "\n"))
    if reports.contains(where: \.hasFailures) { throw Failure(.hostUnfit, "") }
  }
}
