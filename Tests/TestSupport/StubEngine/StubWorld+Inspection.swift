extension StubWorld {
  func listContainers(_ request: StubRequest) -> StubResponse {
    let names = request.filter("name")
    let matching = containers.filter { container in
      (request.flag("all") || container.isRunning) && request.matches(labels: container.labels)
        && (names.isEmpty || names.contains { container.name.contains($0) })
    }
    return .json(
      200,
      .array(
        matching.map { container in
          let image = container.configuration["Image"]
          var json: JSONValue = [
            "Id": .string(container.id), "Names": ["/\(container.name)"], "Image": image,
            "ImageID": .string(imageID(image.string ?? "")), "Labels": JSONValue(container.labels),
            "State": .string(container.status), "Status": .string(container.status),
            "Created": .integer(container.created / 1_000_000_000),
          ]
          if !flavour.isPodman { json["HostConfig"] = ["NetworkMode": container.host["NetworkMode"]] }
          return json
        }))
  }

  func inspectContainer(_ request: StubRequest) -> StubResponse {
    guard let container = container(request.name) else { return noSuchContainer(request.name) }
    let image = container.configuration["Image"].string ?? ""
    return .json(
      200,
      [
        "Id": .string(container.id), "Name": "/\(container.name)", "Created": .string(StubTime.text(container.created)),
        "State": state(of: container), "RestartCount": .integer(Int64(container.restartCount)),
        "Image": .string(imageID(image)), "Config": configuration(of: container), "HostConfig": host(of: container),
        "Mounts": .array(mounts(of: container)),
        "NetworkSettings": [
          "Networks": .object(attachments(of: container)),
          "Ports": .object(container.isRunning ? container.publishedPorts(flavour) : [:]),
        ],
      ])
  }

  private func state(of container: StubContainer) -> JSONValue {
    var state: JSONValue = [
      "Status": .string(container.status), "Running": .bool(container.isRunning || container.status == "restarting"),
      "Restarting": .bool(container.status == "restarting"), "Pid": .integer(Int64(container.pid)),
      "ExitCode": .integer(Int64(container.exitCode)), "Error": .string(container.error), "OOMKilled": false,
      "StartedAt": .string(StubTime.text(container.startedAt)),
      "FinishedAt": .string(StubTime.text(container.finishedAt)),
    ]
    if container.hasHealthCheck && (flavour.isPodman || container.startedAt > 0) {
      let log = container.probes.suffix(5).map { probe -> JSONValue in
        [
          "Start": .string(StubTime.text(probe.time)), "End": .string(StubTime.text(probe.time)),
          "ExitCode": .integer(Int64(probe.answer.exitCode)),
          "Output": .string(probe.answer.stdout + probe.answer.stderr),
        ]
      }
      state["Health"] = [
        "Status": .string(container.health), "FailingStreak": .integer(Int64(container.failingStreak)),
        "Log": log.isEmpty ? .null : .array(log),
      ]
    }
    return state
  }

  private func configuration(of container: StubContainer) -> JSONValue {
    var configuration = container.configuration
    configuration["HostConfig"] = .null
    configuration["NetworkingConfig"] = .null
    configuration["Tty"] = configuration["Tty"].or(false)
    if (configuration["Hostname"].string ?? "").isEmpty {
      // A shared network brings the owner's name on Docker, none on Podman.
      let owner = flavour.isPodman ? nil : container.networkOwner.flatMap { self.container($0) }
      configuration["Hostname"] = owner?.configuration["Hostname"] ?? .string(String(container.id.prefix(12)))
    }
    return configuration
  }

  private func host(of container: StubContainer) -> JSONValue {
    var host = container.host
    host["Privileged"] = host["Privileged"].or(false)
    host["RestartPolicy"]["Name"] = host["RestartPolicy"]["Name"].or("no")
    host["RestartPolicy"]["MaximumRetryCount"] = host["RestartPolicy"]["MaximumRetryCount"].or(0)
    if flavour.isPodman {
      if !container.networks.isEmpty { host["NetworkMode"] = "bridge" }
      host["CgroupnsMode"] = ""
    }
    return host
  }

  private func mounts(of container: StubContainer) -> [JSONValue] {
    (container.host["Binds"].array ?? []).compactMap { bind in
      guard let parts = bind.string?.split(separator: ":").map(String.init), parts.count >= 2 else { return nil }
      let isBind = parts[0].hasPrefix("/")
      let options = parts.count > 2 ? parts[2].split(separator: ",") : []
      return [
        "Type": isBind ? "bind" : "volume", "Name": isBind ? .null : .string(parts[0]),
        "Source": .string(isBind ? parts[0] : "/var/lib/stub/volumes/\(parts[0])"), "Destination": .string(parts[1]),
        "RW": .bool(!options.contains("ro")),
        "Propagation": .string(
          options.first { $0.hasSuffix("shared") || $0.hasSuffix("slave") }.map(String.init) ?? ""),
      ]
    }
  }

  private func attachments(of container: StubContainer) -> [String: JSONValue] {
    // Podman shows the owner's networks for a container that shares its namespace.
    let shown = flavour.isPodman ? container.networkOwner.flatMap { self.container($0) } ?? container : container
    let endpoints = shown.configuration["NetworkingConfig"]["EndpointsConfig"]
    return Dictionary(
      uniqueKeysWithValues: shown.networks.map { name in
        let aliases = endpoints[name]["Aliases"].or(endpoints[name]["aliases"])
        return (
          name,
          [
            "NetworkID": .string(network(name)?.id ?? ""), "Aliases": aliases,
            "IPAddress": shown.isRunning ? "10.89.0.2" : "",
          ]
        )
      })
  }
}
