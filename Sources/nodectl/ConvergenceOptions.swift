import ArgumentParser
import Planning

/// What is asked of a plan that makes nodes what their specs say.
struct ConvergenceOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "How long to wait: until containers are started, healthy, or the node is ready.",
      discussion: "Ready by default; on Podman healthy: each question to a part keeps a process there for 5 minutes."))
  var wait: UpOptions.Wait?

  @Option(help: "When to pull images: missing, always or never.")
  var pull = UpOptions.Pull.missing

  @Flag(help: "Replace every container, even where nothing has changed.")
  var recreate = false

  @Flag(
    help: """
      Have the node join its cluster anew, with the join token of the spec: the kubelet's credentials are removed, all \
      else stays.
      """)
  var rejoin = false

  @Flag(help: "Replace volumes whose options have changed, and lose what they hold.")
  var recreateVolumes = false

  var options: UpOptions {
    UpOptions(pull: pull, wait: wait, recreate: recreate, recreateVolumes: recreateVolumes, rejoin: rejoin)
  }
}

extension UpOptions.Pull: ExpressibleByArgument {}
extension UpOptions.Wait: ExpressibleByArgument {}
