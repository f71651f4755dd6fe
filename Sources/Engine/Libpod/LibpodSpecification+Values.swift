extension LibpodSpecification.Namespace {
  /// Reads a mode as Docker writes it: `host`, `private`, …, `container:ID`.
  init(mode: String) throws(LibpodSpecification.Inexpressible) {
    let parts = mode.split(separator: ":", maxSplits: 1).map(String.init)
    switch (parts.first, parts.count) {
    case ("container", 2): self.init(nsmode: "container", value: parts[1])
    case ("host", 1), ("private", 1), ("none", 1), ("shareable", 1): self.init(nsmode: parts[0])
    default: throw LibpodSpecification.Inexpressible(detail: "the namespace mode '\(mode)'")
    }
  }
}

extension LibpodSpecification {
  /// Docker's route fills in what a health check leaves open; libpod's takes zero for "never".
  static func withDefaults(_ check: HealthCheck) -> HealthCheck {
    HealthCheck(
      test: check.test, interval: check.interval ?? .seconds(30), timeout: check.timeout ?? .seconds(30),
      startPeriod: check.startPeriod ?? .zero, retries: check.retries ?? 3)
  }

  /// `9993/udp`; TCP where it is not said.
  static func port(_ text: String) throws(Inexpressible) -> (number: UInt16, transport: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let number = UInt16(parts[0]) else {
      throw Inexpressible(detail: "'\(text)' is not one port")
    }
    return (number, parts.count > 1 ? String(parts[1]) : "tcp")
  }

  /// A size as log options give it: `10m`, by thousands.
  static func bytes(_ text: String) throws(Inexpressible) -> Int64 {
    let units: [Substring: Int64] = [
      "": 1, "b": 1, "k": 1000, "kb": 1000, "m": 1_000_000, "mb": 1_000_000, "g": 1_000_000_000, "gb": 1_000_000_000,
    ]
    let lowered = text.lowercased()
    let digits = lowered.prefix { $0.isNumber }
    guard let number = Int64(digits), let factor = units[lowered.dropFirst(digits.count)],
      case let (bytes, false) = number.multipliedReportingOverflow(by: factor)
    else { throw Inexpressible(detail: "'\(text)' is not a size") }
    return bytes
  }

  /// A signal's number by its name, with `SIG` or without, or by its number (Linux, generic).
  static func number(ofSignal text: String) throws(Inexpressible) -> Int {
    let names = [
      "HUP", "INT", "QUIT", "ILL", "TRAP", "ABRT", "BUS", "FPE", "KILL", "USR1", "SEGV", "USR2", "PIPE", "ALRM",
      "TERM", "STKFLT", "CHLD", "CONT", "STOP", "TSTP", "TTIN", "TTOU", "URG", "XCPU", "XFSZ", "VTALRM", "PROF",
      "WINCH", "IO", "PWR", "SYS",
    ]
    let name = text.uppercased().trimmingPrefix("SIG")
    if let index = names.firstIndex(of: String(name)) { return index + 1 }
    // systemd as process 1 is stopped by the fourth real-time signal.
    if let offset = name.wholeMatch(of: /RTMIN\+(\d+)/).flatMap({ Int($0.1) }), offset <= 30 { return 34 + offset }
    guard let number = Int(text), (1...64).contains(number) else {
      throw Inexpressible(detail: "the stop signal '\(text)'")
    }
    return number
  }
}
