import Compose
import Images
import NodeSpec
import YAML

/// A service of a compose file that is taken over, and what of it nobody has asked for.
struct ImportedService {
  let name: String
  let diagnostics: Diagnostics
  private let node: Node
  /// The file's `secrets:`.
  private let secrets: Node?

  /// What nodectl's stack says by itself.
  private static let replaced: Set = [
    "cap_add", "command", "depends_on", "devices", "environment", "healthcheck", "hostname", "image",
    "network_mode", "ports", "privileged", "restart", "secrets", "stop_grace_period", "tmpfs", "volumes",
  ]
  /// Where nodectl's stack mounts something.
  private static let mountPoints: Set = [
    "/etc/cni", "/run/crio", "/run/k0s", "/var/lib/containers", "/var/lib/k0s", "/var/log/pods", "/var/run/crio",
  ]

  init(_ entry: Node.Entry, of document: Node, _ diagnostics: Diagnostics) {
    (name, node, self.diagnostics) = (entry.key.text, entry.value, diagnostics)
    secrets = document["secrets"]
  }

  func text(_ key: String) -> String? { node[key]?.scalar.map(\.text).flatMap { $0.isEmpty ? nil : $0 } }

  /// The image, unless it is the published one, for which nodectl's stack has its own.
  func image(unless published: String) -> String? {
    guard let text = text("image"), let image = try? ImageReference(text), "\(image)" != published else { return nil }
    return text
  }

  /// The words of the command, each where it stands.
  func command() -> [Located<String>] {
    guard let command = node["command"] else { return [] }
    if let items = command.sequence {
      return items.compactMap { item in item.scalar.map { Located($0.text, at: item.mark) } }
    }
    let words = command.scalar.flatMap { try? ShellWords.split($0.text) } ?? []
    return words.map { Located($0, at: command.mark) }
  }

  func environment() -> KeyValues { node["environment"].map { KeyValues($0, Diagnostics()) } ?? KeyValues() }

  func ports() -> [PortMapping] {
    (node["ports"]?.sequence ?? []).flatMap { PortMapping.read($0, Diagnostics()) }
  }

  /// What is mounted; what cannot be read as a mount is warned of.
  func mounts() -> [Located<Mount>] {
    (node["volumes"]?.sequence ?? []).compactMap { item in
      let mount = Mount.read(item, Diagnostics())
      if mount == nil { diagnostics.warning(item.mark, "this mount of '\(name)' is not carried over") }
      return mount.map { Located($0, at: item.mark) }
    }
  }

  func mount(at target: String) -> Located<Mount>? { mounts().first { $0.value.target == target } }

  /// The path on the host of what the container has at this one: from a bind mount, or a secret's file.
  func hostPath(of target: String) -> String? {
    for grant in node["secrets"]?.sequence ?? [] {
      guard let source = grant.scalar?.text ?? grant["source"]?.scalar?.text else { continue }
      let path = grant["target"]?.scalar?.text ?? source
      let place = path.hasPrefix("/") ? path : "/run/secrets/\(path)"
      if place == target, let file = secrets?[source]?["file"]?.scalar?.text { return file }
    }
    return mounts().lazy.map(\.value).compactMap { mount in
      guard target == mount.target || target.hasPrefix(mount.target + "/") else { return nil }
      return mount.hostPath.map { $0 + target.dropFirst(mount.target.count) }
    }.first
  }

  func warn(of mount: Located<Mount>) {
    diagnostics.warning(mount.mark, "the mount at \(mount.value.target) of '\(name)' is not carried over")
  }

  /// Warns of all that neither the spec has a place for nor nodectl's stack says by itself.
  ///
  /// What was read is left out: keys, variables of the environment, and targets of mounts.
  func warnOfOthers(except keys: Set<String> = [], environment known: Set<String>, mounts: Set<String> = []) {
    let isPrivate = text("cgroup") == "private"
    let read = Self.replaced.union(keys).union(isPrivate ? ["cgroup"] : [])
    for entry in node.mapping ?? [] where !read.contains(entry.key.text) {
      diagnostics.warning(entry.keyMark, "'\(entry.key.text)' of '\(name)' is not carried over")
    }
    for variable in environment() where !known.contains(variable.key) {
      diagnostics.warning(
        node["environment"]?.mark ?? node.mark, "the variable \(variable.key) of '\(name)' is not carried over")
    }
    for mount in self.mounts() where !Self.mountPoints.union(mounts).contains(mount.value.target) { warn(of: mount) }
  }
}
