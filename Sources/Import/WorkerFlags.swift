import NodeSpec

/// The arguments of `k0s worker`.
struct WorkerFlags {
  /// The token, where it is an argument.
  private(set) var token: Located<String>?
  /// Flags without their dashes; `true` for one that takes no value.
  private(set) var values: [String: Located<String>] = [:]

  private static let switches: Set = [
    "debug", "d", "verbose", "v", "enable-cloud-provider", "ignore-pre-flight-checks",
  ]

  /// Reads a command, with or without `k0s worker` in front.
  init(_ command: [Located<String>]) {
    var rest = command[...]
    while let word = rest.popFirst() {
      guard word.value.hasPrefix("-") else {
        let isCommand = word.value == "worker" || word.value == "k0s" || word.value.hasSuffix("/k0s")
        if !isCommand { token = word }
        continue
      }
      let halves = word.value.drop { $0 == "-" }
        .split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if halves.count == 2 {
        values[halves[0]] = Located(halves[1], at: word.mark)
      } else if Self.switches.contains(halves[0]) {
        values[halves[0]] = Located("true", at: word.mark)
      } else {
        values[halves[0]] = rest.popFirst()
      }
    }
  }
}
