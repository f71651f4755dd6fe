package import NodeSpec

/// What an engine's host has, of which a node may be given a part.
package struct HostCapacity: Sendable, Equatable {
  package let cpus: Int
  /// Bytes.
  package let memory: Int

  package init(cpus: Int, memory: Int) { (self.cpus, self.memory) = (cpus, memory) }

  /// The memory of a host differs by some pages from kernel to kernel, which must not change what a kubelet is told.
  private static let granule = 64 << 20

  /// What a kubelet has to keep from its pods, as `--system-reserved` takes it; nil for nothing.
  ///
  /// The kubelet counts with all of its host, whatever its container is given.
  package func reserved(from resources: ResourcesSection) -> String? {
    var parts: [String] = []
    if let cpus = resources.cpus, cpus < Double(self.cpus) {
      parts.append("cpu=\(Int(((Double(self.cpus) - cpus) * 1000).rounded(.up)))m")
    }
    if let memory = resources.memory, memory < self.memory {
      parts.append("memory=\((self.memory - memory + Self.granule - 1) / Self.granule * (Self.granule >> 20))Mi")
    }
    return parts.isEmpty ? nil : parts.joined(separator: ",")
  }
}
