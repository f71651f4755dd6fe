package import NodeSpec

/// Something of the engine's host that a node's runtime has in its container, and cannot change.
package struct HostMount: Sendable, Equatable {
  /// An absolute path of the engine's host.
  package let source: String
  package let target: String
  /// Whether it is a directory, below which the host may mount and unmount.
  package let isDirectory: Bool

  /// Those of a spec, in its order, and each place once.
  package static func all(of runtime: RuntimeSection) -> [HostMount] {
    var mounts: [HostMount] = []
    for program in runtime.runtimes.flatMap(\.programs) where !mounts.contains(where: { $0.target == program.target }) {
      mounts.append(HostMount(source: program.path, target: program.target, isDirectory: false))
    }
    if let nvidia = runtime.nvidia {
      mounts.append(
        HostMount(source: nvidia.driverRoot.value, target: NVIDIASection.driverTarget, isDirectory: true))
    }
    return mounts
  }
}
