import ArgumentParser

/// Which engine a command speaks to, and how it tells of its calls.
struct EngineOptions: ParsableArguments {
  @Option(
    help:
      "auto, docker, podman, a unix://, tcp:// or ssh:// URL, a docker context or podman connection. (default: the spec's, or auto)",
    completion: .list(["auto", "docker", "podman"]))
  var engine: String?

  @Flag(name: .shortAndLong, help: "Tell every call to the engine.")
  var verbose = false
}
