extension StubWorld {
  /// Answers a call, by its route.
  mutating func answer(_ call: StubCall) -> StubResponse {
    if let refusal = refuse(version: call.version) { return refusal }
    guard let (handler, name) = StubRoutes.find(call, podman: flavour.isPodman) else {
      return flavour.isPodman ? .text(404, "Not Found\n") : refuse(404, "page not found")
    }
    return handler(&self, StubRequest(call: call, name: name))
  }

  /// Docker knows its versions; Podman takes any.
  private func refuse(version: String?) -> StubResponse? {
    func minor(_ text: some StringProtocol) -> Int { Int(text.split(separator: ".").last ?? "") ?? 0 }
    guard !flavour.isPodman, let version else { return nil }
    if minor(version) > minor(flavour.api) {
      return refuse(
        400, "client version \(version.dropFirst()) is too new. Maximum supported API version is \(flavour.api)")
    }
    return minor(version) < 24
      ? refuse(400, "client version \(version.dropFirst()) is too old. Minimum supported API version is 1.24") : nil
  }

  func refuse(_ status: Int, _ message: String) -> StubResponse {
    guard flavour.isPodman else { return .json(status, ["message": .string(message)]) }
    let cause = message.split(separator: ":").last.map { $0.drop { $0 == " " } } ?? ""
    return .json(
      status, ["cause": .string(String(cause)), "message": .string(message), "response": .integer(Int64(status))])
  }

  /// Refuses with one status and text by Docker, another by Podman.
  func refuse(docker: (Int, String), podman: (Int, String)) -> StubResponse {
    let (status, message) = flavour.isPodman ? podman : docker
    return refuse(status, message)
  }

  func noSuchContainer(_ name: String) -> StubResponse {
    refuse(
      docker: (404, "No such container: \(name)"),
      podman: (404, "no container with name or ID \"\(name)\" found: no such container"))
  }
}
