extension StubWorld {
  /// The id of the image that a reference names: made of the reference.
  func imageID(_ reference: String) -> String {
    let hash = reference.utf8.reduce(UInt64(14_695_981_039_346_656_037)) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    let digits = String(hash, radix: 16)
    return "sha256:" + String(repeating: "0", count: 64 - digits.count) + digits
  }

  func listImages() -> StubResponse { .json(200, .array(images.sorted().map(json))) }

  func inspectImage(_ request: StubRequest) -> StubResponse {
    guard images.contains(request.name) else {
      return refuse(
        docker: (404, "No such image: \(request.name)"),
        podman: (404, "failed to find image \(request.name): \(request.name): No such image"))
    }
    var image = json(request.name)
    image["Architecture"] = "amd64"
    image["Config"] = ["Cmd": ["/bin/sh"], "Entrypoint": .null, "Env": ["PATH=/bin"], "Labels": .null]
    return .json(200, image)
  }

  private func json(_ reference: String) -> JSONValue {
    let name = reference.split(separator: "/").dropLast().joined(separator: "/")
    let last = reference.split(separator: "/").last?.prefix { $0 != ":" && $0 != "@" } ?? ""
    let digests = digests[reference].map { [JSONValue.string("\(name)/\(last)@\($0)")] } ?? []
    return ["Id": .string(imageID(reference)), "RepoTags": [.string(reference)], "RepoDigests": .array(digests)]
  }

  mutating func pull(_ request: StubRequest) -> StubResponse {
    let (name, tag) = (request.query["fromImage"] ?? "", request.query["tag"] ?? "")
    let reference = name + (tag.hasPrefix("sha256:") ? "@" : ":") + tag
    var lines: [JSONValue] = []
    switch registry[reference] {
    case .succeeds(let layers):
      images.insert(reference)
      if !flavour.isPodman { lines.append(["status": "Pulling from \(name)", "id": .string(tag)]) }
      for layer in 0..<layers {
        let id = JSONValue.string(String(makeID().prefix(12)))
        let progress: JSONValue = ["current": .integer(Int64(layer)), "total": .integer(Int64(layers))]
        lines.append(["status": "Downloading", "progressDetail": progress, "id": id])
        lines.append(["status": "Download complete", "progressDetail": [:], "id": id])
      }
      if !flavour.isPodman { lines.append(["status": "Status: Downloaded newer image for \(reference)"]) }
    case .fails(let message):
      lines.append(["status": "Pulling fs layer", "progressDetail": [:], "id": "0123456789ab"])
      lines.append(["error": .string(message), "errorDetail": ["message": .string(message)]])
    case .refused(let status, let message): return refuse(status, message)
    case nil:
      return refuse(
        docker: (404, "manifest for \(reference) not found: manifest unknown: manifest unknown"),
        podman: (404, "manifest unknown: manifest unknown"))
    }
    return .stream(headers: [:], endsWithConnection: false, next: Self.parts(lines.map { $0.bytes + [13, 10] }))
  }

  mutating func load(_ request: StubRequest) -> StubResponse {
    let manifest = TarReader.entries(of: request.call.body)?.first { $0.path == "manifest.json" }
    guard let manifest, let list = JSONValue(manifest.content)?.array else {
      return refuse(500, "archive/tar: invalid tar header")
    }
    let tags = list.flatMap { $0["RepoTags"].array ?? [] }.compactMap(\.string)
    images.formUnion(tags)
    let lines = tags.map { JSONValue.object(["stream": "Loaded image: \($0)\n"]).bytes + [10] }
    return .stream(headers: [:], endsWithConnection: false, next: Self.parts(lines))
  }

  /// Gives the parts one after another.
  static func parts(_ parts: [[UInt8]]) -> StubResponse.Next {
    let rest = Monitor(parts[...])
    return { _, _ in rest.withLock { $0.popFirst() } }
  }
}
