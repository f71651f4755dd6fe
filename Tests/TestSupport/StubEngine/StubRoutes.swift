/// The calls that stub engines know.
enum StubRoutes {
  typealias Handler = @Sendable (inout StubWorld, StubRequest) -> StubResponse

  /// `{name}` stands for one part of a path, `{path}` for one or more.
  static let all: [(method: String, route: String, handler: Handler)] = [
    ("HEAD", "/_ping", { _, _ in .empty(200) }),
    ("GET", "/_ping", { _, _ in .text(200, "OK") }),
    ("GET", "/info", { world, _ in world.info() }),
    ("GET", "/version", { world, _ in world.version() }),
    ("GET", "/events", { world, request in world.events(request) }),
    ("GET", "/containers/json", { world, request in world.listContainers(request) }),
    ("POST", "/containers/create", { world, request in world.createContainer(request) }),
    ("GET", "/containers/{name}/json", { world, request in world.inspectContainer(request) }),
    ("POST", "/containers/{name}/start", { world, request in world.startContainer(request) }),
    ("POST", "/containers/{name}/stop", { world, request in world.stopContainer(request) }),
    ("POST", "/containers/{name}/restart", { world, request in world.restartContainer(request) }),
    ("POST", "/containers/{name}/kill", { world, request in world.killContainer(request) }),
    ("DELETE", "/containers/{name}", { world, request in world.removeContainer(request) }),
    ("HEAD", "/containers/{name}/archive", { world, request in world.statArchive(request) }),
    ("PUT", "/containers/{name}/archive", { world, request in world.putArchive(request) }),
    ("GET", "/containers/{name}/logs", { world, request in world.logs(request) }),
    ("POST", "/containers/{name}/exec", { world, request in world.createExec(request) }),
    ("POST", "/exec/{name}/start", { world, request in world.startExec(request) }),
    ("GET", "/exec/{name}/json", { world, request in world.inspectExec(request) }),
    ("GET", "/networks", { world, request in world.listNetworks(request) }),
    ("POST", "/networks/create", { world, request in world.createNetwork(request) }),
    ("GET", "/networks/{name}", { world, request in world.inspectNetwork(request) }),
    ("DELETE", "/networks/{name}", { world, request in world.removeNetwork(request) }),
    ("POST", "/networks/{name}/connect", { world, request in world.connectNetwork(request, attach: true) }),
    ("POST", "/networks/{name}/disconnect", { world, request in world.connectNetwork(request, attach: false) }),
    ("GET", "/volumes", { world, request in world.listVolumes(request) }),
    ("POST", "/volumes/create", { world, request in world.createVolume(request) }),
    ("GET", "/volumes/{name}", { world, request in world.inspectVolume(request) }),
    ("DELETE", "/volumes/{name}", { world, request in world.removeVolume(request) }),
    ("GET", "/images/json", { world, _ in world.listImages() }),
    ("POST", "/images/create", { world, request in world.pull(request) }),
    ("POST", "/images/load", { world, request in world.load(request) }),
    ("GET", "/images/{path}/json", { world, request in world.inspectImage(request) }),
    ("POST", "/libpod/containers/create", { world, request in world.createThroughLibpod(request) }),
    ("GET", "/libpod/containers/{name}/healthcheck", { world, request in world.runHealthCheck(request) }),
  ]

  private static let split = all.map { ($0.method, $0.route.split(separator: "/"), $0.handler) }

  /// The handler for a call, and what stands for the name; nil if there is no such call.
  static func find(_ call: StubCall, podman: Bool) -> (Handler, name: String)? {
    let path = call.path.split(separator: "/")
    for (method, route, handler) in split where method == call.method && (podman || route.first != "libpod") {
      if let name = match(path, route) { return (handler, name) }
    }
    return nil
  }

  private static func match(_ path: [Substring], _ route: [Substring]) -> String? {
    guard let variable = route.firstIndex(where: { $0.hasPrefix("{") }) else { return path == route ? "" : nil }
    let width = path.count - route.count + 1
    guard width >= 1, width == 1 || route[variable] == "{path}", path[..<variable] == route[..<variable],
      path[(variable + width)...].elementsEqual(route[(variable + 1)...])
    else { return nil }
    return path[variable..<(variable + width)].joined(separator: "/")
  }
}
