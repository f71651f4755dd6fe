extension Leftovers {
  /// A line for each, for people.
  package var lines: [String] {
    let processes = processes.map { process in
      let state = process.state == "D" ? ", which waits in the kernel and cannot be ended" : ""
      return "process \(process.pid) (\(Self.shown(process.command))) in \(process.cgroup)\(state): \(process.reason)"
    }
    return processes + mounts.map { "mount \(Self.shown($0))" } + cgroups.map { "cgroup \($0)" } + obstacles
  }

  /// A text that may be anybody's, on one line and without control characters.
  package static func shown(_ text: String) -> String {
    String(
      String.UnicodeScalarView(
        text.unicodeScalars.map { $0.properties.generalCategory == .control ? "\u{FFFD}" : $0 }))
  }
}
