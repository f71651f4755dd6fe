import TestSupport

extension ScenarioNode {
  /// Runs the body while a nodectl that goes on by itself runs in the node's directory; gives it what that has said, which
  /// throws where it has ended, as then nothing more will come.
  func following(
    _ arguments: String..., body: (_ seen: @escaping () async throws -> String) async throws -> Void
  ) async throws {
    try await host.output(
      of: [
        "sh", "-c", "cd \"$0\" && { setsid nodectl \"$@\" >seen.log 2>&1 </dev/null & } && echo $! >following.pid",
        directory,
      ] + arguments)
    let look = ["sh", "-c", "cd \"$0\" && cat seen.log && kill -0 \"$(cat following.pid)\"", directory]
    try await host.ending(with: ["sh", "-c", "kill $(cat \"$0/following.pid\")", directory]) {
      try await body { try await host.output(of: look) }
    }
  }

  /// Runs the body while `nodectl supervise` keeps the node, from its first look on; gives it what that logs.
  func supervised(_ body: (_ log: @escaping () async throws -> String) async throws -> Void) async throws {
    try await following("supervise", "-v") { log in
      // The calls of the first look are told, and then those of the look that it waits with.
      try await eventually { try await log().contains("/events") }
      try await body(log)
    }
  }
}
