extension StubWorld {
  mutating func createContainer(_ request: StubRequest) -> StubResponse {
    guard let configuration = JSONValue(request.call.body) else {
      return refuse(docker: (400, "invalid JSON: unexpected EOF"), podman: (500, "decode(): unexpected EOF"))
    }
    return create(request.query["name"] ?? "", configuration)
  }

  /// Takes over what Docker's form has words for.
  mutating func createThroughLibpod(_ request: StubRequest) -> StubResponse {
    let specification = request.json
    func mode(_ key: String) -> JSONValue {
      guard let mode = specification[key]["nsmode"].string else { return .null }
      return .string(specification[key]["value"].string.map { "\(mode):\($0)" } ?? mode)
    }
    let networks = specification["Networks"].object ?? [:]
    var host: JSONValue = [
      "NetworkMode": networks.keys.first.map { .string($0) } ?? mode("netns"), "PidMode": mode("pidns"),
      "CgroupnsMode": mode("cgroupns"), "Privileged": specification["privileged"],
      "RestartPolicy": ["Name": specification["restart_policy"]],
    ]
    let mounts = (specification["mounts"].array ?? []).filter { $0["type"] == "bind" }.map { mount in
      "\(mount["source"].string ?? ""):\(mount["destination"].string ?? "")"
    }
    let volumes = (specification["volumes"].array ?? []).map { volume in
      "\(volume["Name"].string ?? ""):\(volume["Dest"].string ?? "")"
    }
    host["Binds"] = JSONValue(mounts + volumes)
    let configuration: JSONValue = [
      "Image": specification["image"], "Hostname": specification["hostname"], "Cmd": specification["command"],
      "Entrypoint": specification["entrypoint"], "Labels": specification["labels"], "HostConfig": host,
      "Healthcheck": specification["healthconfig"], "NetworkingConfig": ["EndpointsConfig": .object(networks)],
      "Env": JSONValue(specification["env"].strings.map { "\($0.key)=\($0.value)" }.sorted()),
    ]
    let response = create(specification["name"].string ?? "", configuration)
    if case .json(201, _) = response { containers[containers.count - 1].libpodSpecification = specification }
    return response
  }

  private mutating func create(_ name: String, _ configuration: JSONValue) -> StubResponse {
    if let refusal = refuseCreation(of: name, configuration) { return refusal }
    var container = StubContainer(
      id: makeID(), name: name, configuration: configuration, created: now(),
      behaviour: imageBehaviour(configuration["Image"].string ?? "") ?? behaviour(name))
    let mode = container.host["NetworkMode"].string ?? "default"
    let endpoints = configuration["NetworkingConfig"]["EndpointsConfig"].object ?? [:]
    if container.networkOwner == nil && mode != "host" && mode != "none" {
      container.networks = Set(endpoints.keys).union(mode == "default" ? ["bridge"] : [mode])
    }
    if flavour.isPodman && container.hasHealthCheck { container.health = "" }
    for volume in container.volumes where !volumes.contains(where: { $0.name == volume }) {
      volumes.append(StubVolume(name: volume, configuration: .null))
    }
    containers.append(container)
    record("create", containers.count - 1)
    return .json(201, ["Id": .string(container.id), "Warnings": []])
  }

  private func refuseCreation(of name: String, _ configuration: JSONValue) -> StubResponse? {
    let image = configuration["Image"].string ?? ""
    guard images.contains(image) else {
      return refuse(docker: (404, "No such image: \(image)"), podman: (404, "no such image: \(image): image not known"))
    }
    guard name.wholeMatch(of: /[a-zA-Z0-9][a-zA-Z0-9_.-]+/) != nil else {
      return refuse(
        docker: (400, "Invalid container name (\(name)), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed"),
        podman: (500, "container create: running container create option: names must match: invalid argument"))
    }
    if let other = containers.first(where: { $0.name == name }) {
      let docker = "Conflict. The container name \"/\(name)\" is already in use by container \"\(other.id)\"."
      let podman = "the container name \"\(name)\" is already in use by \(other.id): that name is already in use"
      return refuse(docker: (409, docker), podman: (500, "container create: creating container storage: \(podman)"))
    }
    return refuseNetwork(configuration)
  }

  private func refuseNetwork(_ configuration: JSONValue) -> StubResponse? {
    let mode = configuration["HostConfig"]["NetworkMode"].string ?? "default"
    guard mode.hasPrefix("container:") else {
      let known = ["default", "host", "none", "bridge"].contains(mode) || network(mode) != nil
      // Docker misses it when the container is started.
      let message = "container create: unable to find network with name or ID \(mode): network not found"
      return flavour.isPodman && !known ? refuse(500, message) : nil
    }
    if flavour.isPodman {
      let owner = String(mode.dropFirst("container:".count))
      let message = "container create: looking up container to share net namespace with: no container with name or ID"
      return index(of: owner) == nil ? refuse(500, "\(message) \"\(owner)\" found: no such container") : nil
    }
    if configuration["Hostname"].string.map({ !$0.isEmpty }) ?? false {
      return refuse(400, "conflicting options: hostname and the network mode")
    }
    if !(configuration["HostConfig"]["PortBindings"].object ?? [:]).isEmpty {
      return refuse(400, "conflicting options: port publishing and the container type network mode")
    }
    return (configuration["ExposedPorts"].object ?? [:]).isEmpty
      ? nil : refuse(400, "conflicting options: port exposing and the container type network mode")
  }
}
