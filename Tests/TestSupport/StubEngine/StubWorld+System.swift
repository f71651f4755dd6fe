extension StubWorld {
  func info() -> StubResponse {
    .json(
      200,
      [
        "Name": "stub", "ServerVersion": .string(productVersion), "OperatingSystem": "Stub", "KernelVersion": "6.1.0",
        "Architecture": flavour.isPodman ? "amd64" : "x86_64", "NCPU": 2, "MemTotal": 8_589_934_592,
        "CgroupVersion": .string(cgroupVersion), "CgroupDriver": "systemd", "DockerRootDir": "/var/lib/stub",
        "SecurityOptions": ["name=seccomp,profile=default"], "DefaultRuntime": flavour.isPodman ? "crun" : "runc",
        "Runtimes": ["runc": ["path": "runc"]],
      ])
  }

  func version() -> StubResponse {
    .json(
      200,
      [
        "Version": .string(productVersion), "ApiVersion": .string(flavour.api), "Os": "linux", "Arch": "amd64",
        "Components": [
          ["Name": flavour.isPodman ? "Podman Engine" : "Engine", "Version": .string(productVersion)]
        ],
      ])
  }

  private var productVersion: String {
    if case .podman(let version, _) = flavour { version } else { "28.5.2" }
  }

  /// Podman's own call to run a health check once.
  mutating func runHealthCheck(_ request: StubRequest) -> StubResponse {
    guard let index = index(of: request.name) else { return noSuchContainer(request.name) }
    let id = containers[index].id
    guard containers[index].isRunning else { return refuse(409, "container \(id) is not running") }
    guard containers[index].hasHealthCheck else { return refuse(409, "container \(id) has no defined healthcheck") }
    let answer = probe(index)
    return .json(200, ["Status": answer.exitCode == 0 ? "healthy" : "unhealthy", "FailingStreak": 0, "Log": .null])
  }
}
