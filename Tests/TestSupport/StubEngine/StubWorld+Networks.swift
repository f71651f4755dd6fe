extension StubWorld {
  func listNetworks(_ request: StubRequest) -> StubResponse {
    let names = request.filter("name")
    let matching = networks.filter { network in
      request.matches(labels: network.labels) && (names.isEmpty || names.contains { network.name.contains($0) })
    }
    return .json(200, .array(matching.map { json($0, members: false) }))
  }

  func inspectNetwork(_ request: StubRequest) -> StubResponse {
    network(request.name).map { .json(200, json($0, members: true)) } ?? noSuchNetwork(request.name)
  }

  mutating func createNetwork(_ request: StubRequest) -> StubResponse {
    let name = request.json["Name"].string ?? ""
    guard network(name) == nil else {
      return refuse(
        docker: (409, "network with name \(name) already exists"),
        podman: (409, "network name \(name) already used: network already exists"))
    }
    let network = StubNetwork(id: makeID(), name: name, configuration: request.json, created: now())
    networks.append(network)
    return .json(201, ["Id": .string(network.id), "Warning": ""])
  }

  mutating func removeNetwork(_ request: StubRequest) -> StubResponse {
    guard let network = network(request.name) else { return noSuchNetwork(request.name) }
    // On Podman a container that does not run holds its network too.
    let members = containers.filter { $0.networks.contains(network.name) && (flavour.isPodman || $0.isRunning) }
    // Named by its id, Podman removes it all the same.
    guard members.isEmpty || (flavour.isPodman && request.name != network.name) else {
      let podman =
        "\"\(network.name)\" has associated containers with it. Use -f to forcibly delete containers and pods"
      return refuse(
        docker: (403, "error while removing network: network \(network.name) has active endpoints"),
        podman: (500, "\(podman): network is being used"))
    }
    networks.removeAll { $0.id == network.id }
    return .empty(204)
  }

  mutating func connectNetwork(_ request: StubRequest, attach: Bool) -> StubResponse {
    guard let network = network(request.name) else { return noSuchNetwork(request.name) }
    let name = request.json["Container"].string ?? ""
    guard let index = index(of: name) else { return noSuchContainer(name) }
    if attach {
      containers[index].networks.insert(network.name)
    } else {
      containers[index].networks.remove(network.name)
    }
    return .empty(200)
  }

  private func noSuchNetwork(_ name: String) -> StubResponse {
    refuse(
      docker: (404, "network \(name) not found"),
      podman: (404, "unable to find network with name or ID \(name): network not found"))
  }

  private func json(_ network: StubNetwork, members: Bool) -> JSONValue {
    let attached = containers.filter { members && $0.isRunning && $0.networks.contains(network.name) }
    return [
      "Id": .string(network.id), "Name": .string(network.name), "Created": .string(StubTime.text(network.created)),
      "Driver": network.configuration["Driver"], "Internal": .bool(network.configuration["Internal"].bool ?? false),
      "Labels": network.labels.isEmpty ? .null : JSONValue(network.labels), "Options": network.configuration["Options"],
      "Containers": .object(
        Dictionary(uniqueKeysWithValues: attached.map { ($0.id, ["Name": .string($0.name)]) })),
    ]
  }
}
