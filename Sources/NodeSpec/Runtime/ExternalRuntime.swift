package import YAML

/// A runtime that is no part of the stack: somebody else has installed it on the host, and runs it.
package struct ExternalRuntime: Sendable {
  package let socket: Located<RuntimeSocket>
  package let cgroupDriver: Located<CgroupDriver>
  /// Where the spec says that there is one.
  package let mark: Mark

  /// What nobody is to be surprised by, as the end of a sentence.
  package var warning: String {
    "its pods run outside of the node's containers, by the runtime at \(socket.value.path): they have the host's network"
      + " and no limits of the node's, and 'down' does not end them but lists those that are left"
  }

  /// Nil, reported, where nobody knows where such a runtime is.
  ///
  /// `isMisspelt` is whether the socket is there under another key, which has been reported.
  static func read(
    _ kind: RuntimeSection.Kind, socket: Node?, isMisspelt: Bool, cgroupDriver: Node?, at mark: Mark,
    _ diagnostics: Diagnostics
  ) -> ExternalRuntime? {
    let driver = cgroupDriver.flatMap { node in
      node.choice(CgroupDriver.self, diagnostics).map { Located($0, at: node.mark) }
    }
    var located = socket.flatMap { node in
      node.value(diagnostics, RuntimeSocket.init).map { Located($0, at: node.mark) }
    }
    if socket == nil, kind == .criDockerd { located = Located(.criDockerd, at: mark) }
    if socket == nil, kind == .external, !isMisspelt {
      diagnostics.error(
        mark, "'socket' is missing: where the runtime is asked",
        hint: "write 'socket: remote:unix:///run/containerd/containerd.sock'")
    }
    guard cgroupDriver == nil || driver != nil else { return nil }
    return located.map {
      ExternalRuntime(socket: $0, cgroupDriver: driver ?? Located(.systemd, at: mark), mark: mark)
    }
  }
}
