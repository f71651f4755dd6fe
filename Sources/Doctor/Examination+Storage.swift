import Compose
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
    let quoted = ShellWords.quoted(path)
    return .failure(
      .dataDirectory, "the data directory \(path) does not lie on a shared mount",
      "what the kubelet mounts in it would not reach the pods",
      "mkdir -p \(quoted) && mount --bind \(quoted) \(quoted) && mount --make-shared \(quoted)")
  }

  /// k0s looks at a join token only where there are no credentials from an earlier one.
  var joined: Finding? {
    guard host.hasJoined == true else { return nil }
    return .ok(
      .joined, "the node has joined already: its join token, labels and taints have no effect without 'up --rejoin'")
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

  /// From where on the logs of three containers are more than the templates let them be, by far.
  private static let mostLogs = 1 << 30

  var usage: Finding? {
    guard let usage = host.usage, !usage.isEmpty else { return nil }
    let logs = host.logUsage ?? 0
    let all = usage.reduce(logs) { $0 + $1.bytes }
    let parts = usage + [HostFacts.Usage("container logs", logs)]
    let words =
      "the node takes \(Self.size(all)): "
      + parts.map { "\($0.name) \(Self.size($0.bytes))" }.joined(separator: ", ")
    guard logs > Self.mostLogs else { return .ok(.usage, words) }
    return .warning(
      .usage, words, "nothing rotates the logs of its containers",
      "set 'logging' in the template, with max-size and max-file, as the built-in ones do; then nodectl up \(node.name)"
    )
  }

  private static func size(_ bytes: Int) -> String {
    bytes < 1 << 30 ? "\((bytes + 1 << 20 - 1) >> 20) MiB" : gigabytes(bytes)
  }

  private static func gigabytes(_ bytes: Int) -> String {
    let tenths = bytes / 107_374_182
    return "\(tenths / 10).\(tenths % 10) GiB"
  }
}
