extension StubWorld {
  func listVolumes(_ request: StubRequest) -> StubResponse {
    let matching = volumes.filter { request.matches(labels: $0.labels) }
    // Docker gives null for none in some versions, an empty list in others.
    return .json(
      200, ["Volumes": matching.isEmpty && !flavour.isPodman ? .null : .array(matching.map(json)), "Warnings": .null])
  }

  func inspectVolume(_ request: StubRequest) -> StubResponse {
    volumes.first { $0.name == request.name }.map { .json(200, json($0)) } ?? noSuchVolume(request.name)
  }

  mutating func createVolume(_ request: StubRequest) -> StubResponse {
    let name = request.json["Name"].string ?? ""
    // One that exists is given, whatever is asked for.
    if let volume = volumes.first(where: { $0.name == name }) { return .json(201, json(volume)) }
    let volume = StubVolume(name: name, configuration: request.json)
    volumes.append(volume)
    return .json(201, json(volume))
  }

  mutating func removeVolume(_ request: StubRequest) -> StubResponse {
    guard volumes.contains(where: { $0.name == request.name }) else { return noSuchVolume(request.name) }
    if let user = containers.first(where: { $0.volumes.contains(request.name) }) {
      return refuse(
        docker: (409, "remove \(request.name): volume is in use - [\(user.id)]"),
        podman: (
          409, "volume \(request.name) is being used by the following container(s): \(user.id): volume is being used"
        ))
    }
    volumes.removeAll { $0.name == request.name }
    return .empty(204)
  }

  private func noSuchVolume(_ name: String) -> StubResponse {
    refuse(docker: (404, "get \(name): no such volume"), podman: (404, "no such volume"))
  }

  private func json(_ volume: StubVolume) -> JSONValue {
    [
      "Name": .string(volume.name), "Driver": volume.configuration["Driver"].string.map { .string($0) } ?? "local",
      "Mountpoint": "/var/lib/stub/volumes/\(volume.name)", "Scope": "local",
      "Labels": volume.labels.isEmpty ? .null : JSONValue(volume.labels),
      "Options": volume.options.isEmpty ? .null : JSONValue(volume.options),
    ]
  }
}
