/// The path of a cgroup from the root of the hierarchy, and whose it is by its name.
package struct CgroupPath: Sendable, Hashable {
  package let text: String
  let components: [Substring]

  package init(_ text: String) {
    self.text = text
    // By bytes: as a character, a slash is another with an accent behind it.
    components = text.utf8.split(separator: UInt8(ascii: "/")).map { Substring($0) }
  }

  /// The cgroup that `metrics: host` makes for a node; nil for a text that cannot be a node's name.
  package static func own(of node: String) -> CgroupPath? {
    guard !node.isEmpty, !node.contains("/"), node != ".", node != ".." else { return nil }
    return CgroupPath("/nodectl/\(node)")
  }

  /// The cgroups in which a runtime outside of the node runs its pods, by the driver that this has; none for a text that
  /// cannot be a node's name.
  package static func pods(of node: String) -> [CgroupPath] {
    guard own(of: node) != nil else { return [] }
    let slice = node.replacing("-", with: "_")
    return ["/nodectl-pods/\(node)", "/nodectl_pods.slice/nodectl_pods-\(slice).slice"].map(CgroupPath.init)
  }

  /// Where those of all nodes are.
  package static let podRoots = ["/nodectl-pods", "/nodectl_pods.slice"].map(CgroupPath.init)

  package func isInside(_ other: CgroupPath) -> Bool {
    components.starts(with: other.components) { $0.utf8.elementsEqual($1.utf8) }
  }

  /// The cgroup that an engine made for the container, where this one is that or below it.
  ///
  /// `docker-ID.scope`, `libpod-ID.scope` with systemd; `/docker/ID`, `libpod-ID` without.
  package func scope(of container: String) -> CgroupPath? {
    let names = [container, "docker-\(container).scope", "libpod-\(container).scope", "libpod-\(container)"]
    guard let index = components.firstIndex(where: { names.contains(String($0)) }) else { return nil }
    return CgroupPath("/" + components[...index].joined(separator: "/"))
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }

  /// Whether it is of some container, of whatever engine: their ids are in its path.
  var isOfContainer: Bool {
    var digits = 0
    for byte in text.utf8 {
      digits = Self.isHexDigit(byte) ? digits + 1 : 0
      if digits == 64 { return true }
    }
    return false
  }
}
