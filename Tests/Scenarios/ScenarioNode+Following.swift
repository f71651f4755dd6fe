extension ScenarioNode {
  /// Runs the body while a nodectl that goes on by itself runs in the node's directory; gives it what that has said.
  func following(
    _ arguments: String..., body: (_ seen: () async throws -> String) async throws -> Void
  ) async throws {
    try await host.output(
      of: [
        "sh", "-c", "cd \"$0\" && { setsid nodectl \"$@\" >seen.log 2>&1 </dev/null & } && echo $! >following.pid",
        directory,
      ] + arguments)
    let result: Result<Void, any Error>
    do {
      result = .success(try await body { try await said(in: "\(directory)/seen.log", by: "following.pid") })
    } catch {
      result = .failure(error)
    }
    try await host.output(of: ["sh", "-c", "kill $(cat \"$0/following.pid\")", directory])
    try result.get()
  }
}
