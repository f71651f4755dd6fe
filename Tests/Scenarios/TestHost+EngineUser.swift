extension TestHost {
  /// How a command line begins that runs as a user who may use the engine and is not root; others may not use it.
  func engineUser(of engine: EngineKind) async throws -> [String] {
    let group = "64000"
    try await output(of: ["chgrp", group, "/run/podman", engine.socket])
    try await output(of: ["chmod", "g+rwx", "/run/podman", engine.socket])
    return ["setpriv", "--reuid", "65534", "--regid", group, "--clear-groups"]
  }
}
