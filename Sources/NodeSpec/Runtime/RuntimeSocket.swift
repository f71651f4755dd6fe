/// Where a container runtime is asked, as k0s's `--cri-socket` has it: `remote:unix:///run/containerd/containerd.sock`.
package struct RuntimeSocket: Sendable, Equatable {
  /// The absolute path of the socket on the engine's host.
  package let path: String

  /// Where cri-dockerd listens.
  static let criDockerd = RuntimeSocket(path: "/var/run/cri-dockerd.sock")

  private init(path: String) { self.path = path }

  /// Takes `TYPE:URL`: k0s knows the type `remote` alone (its `cri_runtime.go`), and the kubelet no URL but `unix://`.
  package init(_ text: String) throws(InvalidValue) {
    let example = "remote:unix:///run/containerd/containerd.sock"
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] != "unix", parts[0] != "tcp" else {
      throw InvalidValue(
        "the type of the runtime is missing", hint: "write TYPE:URL, and the only type is 'remote': \(example)")
    }
    guard parts[0] == "remote" else {
      throw InvalidValue(
        "\(Redaction.quote(String(parts[0]))) is not a type of runtime that k0s knows",
        hint: "the only one is 'remote': write \(example)")
    }
    let scheme = "unix://"
    guard parts[1].hasPrefix(scheme) else {
      throw InvalidValue(
        "\(Redaction.quote(String(parts[1]))) is not a unix socket, and a kubelet asks its runtime over no other",
        hint: "write \(example)")
    }
    path = String(parts[1].dropFirst(scheme.count))
    // A colon would part the two sides of a mount.
    let isPlain = path.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789/._-".unicodeScalars.contains($0))
    }
    let names = path.dropFirst().split(separator: "/", omittingEmptySubsequences: false)
    guard isPlain, path.hasPrefix("/"), names.allSatisfy({ !["", ".", ".."].contains($0) }) else {
      throw InvalidValue(
        "\(Redaction.quote(path)) is not the absolute path of a socket",
        hint: "write it from the root, with three slashes: \(example)")
    }
  }

  /// The path without what is a link on every host that has systemd: two ways to write it are one socket.
  package var place: String { path.hasPrefix("/var/run/") ? String(path.dropFirst("/var".count)) : path }
}

extension RuntimeSocket: CustomStringConvertible {
  package var description: String { "remote:unix://\(path)" }
}
