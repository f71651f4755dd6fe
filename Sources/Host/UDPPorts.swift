package import SystemPackage

/// The UDP ports of a network namespace.
package enum UDPPorts {
  /// Those that somebody listens on, at any address; nil where that cannot be seen.
  ///
  /// The namespace is that of a process; nil: this process's own.
  package static func busy(root: FilePath = "/", process: Int32? = nil) -> Set<Int>? {
    let directory = root.appending("proc").appending(process.map(String.init) ?? "").appending("net")
    let tables = ["udp", "udp6"].compactMap { name in
      try? FileReader.read(directory.appending(name), limit: 1 << 24)
    }
    guard !tables.isEmpty else { return nil }
    return Set(tables.flatMap { ports(in: String(decoding: $0, as: UTF8.self)) })
  }

  /// `  sl  local_address ...`, then `   0: 0100007F:2710 00000000:0000 07 ...`: addresses and ports in hex.
  static func ports(in table: String) -> [Int] {
    table.split(separator: "\n").dropFirst().compactMap { line in
      let fields = line.split(separator: " ")
      guard fields.count > 1, let port = fields[1].split(separator: ":").last else { return nil }
      return UInt16(port, radix: 16).map(Int.init)
    }
  }
}
