import ArgumentParser

/// How long a command that starts services waits for them.
struct WaitOptions: ParsableArguments {
  enum Wait: String, ExpressibleByArgument, CaseIterable {
    case started
    case healthy
  }

  @Option(help: "Wait until the services are started, or healthy. What others wait for is waited for anyway.")
  var wait = Wait.healthy

  @Option(help: "How long a service may take to become healthy, such as 90s or 5m.")
  var timeout = TimeLimit.minutes(5)
}
