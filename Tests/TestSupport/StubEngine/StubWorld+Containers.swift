extension StubWorld {
  mutating func startContainer(_ request: StubRequest) -> StubResponse {
    guard let index = index(of: request.name) else { return noSuchContainer(request.name) }
    return start(index)
  }

  private mutating func start(_ index: Int) -> StubResponse {
    let container = containers[index]
    if container.isRunning || container.status == "restarting" { return .empty(304) }
    if let owner = container.networkOwner, let refusal = join(owner) { return refusal }
    if let missing = container.networks.first(where: { network($0) == nil }) {
      return refuse(404, "failed to set up container networking: network \(missing) not found")
    }
    let taken = containers.filter(\.isRunning).flatMap { $0.hostPorts(flavour) } + occupiedPorts
    if let port = container.hostPorts(flavour).first(where: taken.contains) {
      let number = port.split(separator: "/")[0]
      return refuse(
        docker: (
          500,
          "failed to set up container networking: driver failed programming external connectivity on endpoint "
            + "\(container.name): Bind for 0.0.0.0:\(number) failed: port is already allocated"
        ),
        podman: (500, "cannot listen on the UDP port: listen udp4 :\(number): bind: address already in use"))
    }
    if let failure = container.behaviour.startFailure {
      containers[index].error = failure
      return refuse(docker: (400, failure), podman: (500, failure))
    }
    begin(index)
    return .empty(204)
  }

  /// Sees to it that the container whose network is to be shared runs; Podman starts it, Docker wants it running.
  private mutating func join(_ owner: String) -> StubResponse? {
    guard let index = index(of: owner) else {
      let message = "No such container: \(owner)"
      return flavour.api < "1.48"
        ? refuse(404, message) : refuse(500, "joining network namespace of container: \(message)")
    }
    if containers[index].isRunning { return nil }
    guard flavour.isPodman else {
      return refuse(
        409,
        "cannot join network namespace of a non running container: container \(containers[index].name) is "
          + containers[index].status)
    }
    let response = start(index)
    if case .empty = response { return nil }
    return response
  }

  mutating func stopContainer(_ request: StubRequest) -> StubResponse {
    guard let index = index(of: request.name) else { return noSuchContainer(request.name) }
    return .empty(stop(index) ? 204 : 304)
  }

  private mutating func stop(_ index: Int) -> Bool {
    containers[index].wasStopped = true
    containers[index].restartsAt = nil
    guard containers[index].isRunning else {
      if containers[index].status == "restarting" { containers[index].status = "exited" }
      return false
    }
    end(index, exitCode: containers[index].behaviour.exitCodeOnStop)
    if !flavour.isPodman { record("stop", index) }
    return true
  }

  mutating func restartContainer(_ request: StubRequest) -> StubResponse {
    guard let index = index(of: request.name) else { return noSuchContainer(request.name) }
    _ = stop(index)
    let response = start(index)
    if case .empty = response { return .empty(204) }
    return response
  }

  mutating func killContainer(_ request: StubRequest) -> StubResponse {
    guard let index = index(of: request.name) else { return noSuchContainer(request.name) }
    let id = containers[index].id
    guard containers[index].isRunning else {
      return refuse(
        docker: (409, "cannot kill container: \(request.name): container \(id) is not running"),
        podman: (409, "can only kill running containers. \(id) is in state exited: container state improper"))
    }
    let codes = ["SIGKILL": 137, "SIGTERM": 143, "SIGINT": 130]
    if let code = codes[request.query["signal"] ?? "SIGKILL"] {
      containers[index].wasStopped = true
      end(index, exitCode: code)
    }
    return .empty(204)
  }

  mutating func removeContainer(_ request: StubRequest) -> StubResponse {
    guard let index = index(of: request.name) else { return noSuchContainer(request.name) }
    let container = containers[index]
    if container.isRunning && !request.flag("force") {
      return refuse(
        docker: (409, "cannot remove container \"\(container.name)\": container is running: stop it or force remove"),
        podman: (500, "cannot remove container \(container.id) as it is running: container state improper"))
    }
    let dependents = containers.filter { $0.networkOwner.flatMap(self.index(of:)) == index }
    if flavour.isPodman, let dependent = dependents.first {
      let message = "container \(container.id) has dependent containers which must be removed before it"
      return refuse(500, "\(message): \(dependent.id): container already exists")
    }
    if container.isRunning { end(index, exitCode: 137) }
    record(flavour.isPodman ? "remove" : "destroy", index)
    containers.remove(at: index)
    return .empty(204)
  }

  mutating func putArchive(_ request: StubRequest) -> StubResponse {
    guard let index = index(of: request.name) else { return noSuchContainer(request.name) }
    guard let entries = TarReader.entries(of: request.call.body) else {
      return refuse(500, "archive/tar: invalid tar header")
    }
    let directory = request.query["path"].map { $0.hasSuffix("/") ? $0 : $0 + "/" } ?? "/"
    for entry in entries { containers[index].files[directory + entry.path] = entry }
    return .empty(200)
  }

  func statArchive(_ request: StubRequest) -> StubResponse {
    guard let container = container(request.name), let path = request.query["path"] else {
      return noSuchContainer(request.name)
    }
    let bind = (container.host["Binds"].array ?? []).compactMap { $0.string?.split(separator: ":").map(String.init) }
      .first { $0.count >= 2 && path.hasPrefix($0[1] + "/") }
    let isThere =
      if let bind { hostFiles.contains(bind[0] + path.dropFirst(bind[1].count)) } else { container.files[path] != nil }
    return isThere ? .empty(200) : refuse(404, "Could not find the file \(path) in container \(request.name)")
  }
}
