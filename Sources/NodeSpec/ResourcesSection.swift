import YAML

/// `resources:` of a spec: what the node, all its pods included, may use of its host; nil is all that there is.
package struct ResourcesSection: Sendable, Equatable {
  package let cpus: Double?
  /// Bytes.
  package let memory: Int?
  /// Processes and threads.
  package let pids: Int?

  package init(cpus: Double? = nil, memory: Int? = nil, pids: Int? = nil) {
    (self.cpus, self.memory, self.pids) = (cpus, memory, pids)
  }

  /// Docker gives no container less: `linuxMinMemory` of moby's daemon.
  private static let leastMemory = 6 << 20
  /// `PID_MAX_LIMIT` of 64-bit kernels.
  private static let mostPids = 1 << 22

  static func read(_ node: Node, _ diagnostics: Diagnostics) -> ResourcesSection {
    var fields = MappingReader(node, diagnostics)
    let cpus = fields.optional("cpus")?.value(diagnostics, CPUCount.parse)
    let memory = fields.optional("memory")?.value(diagnostics) { (text) throws(InvalidValue) in
      let bytes = try ByteCount.parse(text)
      guard bytes >= leastMemory else {
        throw InvalidValue(
          "\(Redaction.quote(text)) is less memory than engines give a container",
          hint: "6MiB is the least; without a unit it is a number of bytes, so write it as 8GiB")
      }
      return bytes
    }
    let pids = fields.optional("pids")?.integer(in: 1...mostPids, diagnostics)
    fields.reportUnknownKeys()
    return ResourcesSection(cpus: cpus, memory: memory, pids: pids)
  }
}
