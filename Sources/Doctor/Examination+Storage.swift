import Engine
import Ownership
import Planning

/// Where the node's files are.
extension Examination {
  /// A kubelet evicts pods when so much of a file system, or less, is free: `nodefs.available` and `imagefs.available`.
  private static let leastDataPercent = 10
  private static let leastEnginePercent = 15

  var dataDirectory: Finding? {
    guard let mount = host.dataDirectory.flatMap({ host.mounts?.mount(holding: $0) }) else { return nil }
    let path = node.dataDirectory
    guard !mount.isShared else { return .ok(.dataDirectory, "the data directory lies on a shared mount") }
    let quoted = Self.shellQuoted(path)
    return .failure(
      .dataDirectory, "the data directory \(path) does not lie on a shared mount",
      "what the kubelet mounts in it would not reach the pods",
      "mkdir -p \(quoted) && mount --bind \(quoted) \(quoted) && mount --make-shared \(quoted)")
  }

  var disk: Finding? {
    guard let data = host.dataSpace, let images = host.engineSpace else { return nil }
    let places = [(data, Self.leastDataPercent, "data"), (images, Self.leastEnginePercent, "images")]
    let room = places.map { "\(Self.gigabytes($0.0.free)) of \(Self.gigabytes($0.0.total)) for \($0.2)" }
    let words = "free are " + room.joined(separator: ", ")
    guard let full = places.first(where: { $0.0.free * 100 < $0.0.total * $0.1 }) else { return .ok(.disk, words) }
    return .warning(
      .disk, words, "the kubelet evicts pods when less than \(full.1) % is free for \(full.2)",
      "\(engine.product.rawValue) system df    shows what the engine's images and volumes use")
  }

  /// Mounts below the data directory of a node that is not there.
  var leftovers: Finding? {
    guard let mounts = host.mounts, let path = host.dataDirectory, !engine.holdsNode else { return nil }
    let left = mounts.mounts.filter { $0.mountPoint != path && MountInfo.contains($0.mountPoint, below: path) }
    guard host.dataDirectoryExists == true, !left.isEmpty else {
      return .ok(.leftovers, "nothing is mounted from an earlier node")
    }
    return .warning(
      .leftovers, "\(left.count) mount\(left.count == 1 ? " is" : "s are") left below \(path)",
      "the new kubelet takes them for volumes of its pods",
      "nodectl reap \(node.name)")
  }

  private static func gigabytes(_ bytes: Int) -> String {
    let tenths = bytes / 107_374_182
    return "\(tenths / 10).\(tenths % 10) GiB"
  }
}
