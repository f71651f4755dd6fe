/// How a container's health is probed.
///
/// Times that are nil are the engine's default.
package struct HealthCheck: Hashable, Sendable {
  /// `["CMD-SHELL", line]`, `["CMD", program, ...]`, or `["NONE"]` against the image's own.
  package var test: [String]
  package var interval: Duration?
  package var timeout: Duration?
  /// How long failures do not count after the start.
  package var startPeriod: Duration?
  /// The interval during the start period (see ``Capabilities/honoursStartInterval``).
  package var startInterval: Duration?
  package var retries: Int?

  package init(
    test: [String], interval: Duration? = nil, timeout: Duration? = nil, startPeriod: Duration? = nil,
    startInterval: Duration? = nil, retries: Int? = nil
  ) {
    self.test = test
    self.interval = interval
    self.timeout = timeout
    self.startPeriod = startPeriod
    self.startInterval = startInterval
    self.retries = retries
  }
}

extension HealthCheck: Codable {
  private enum CodingKeys: String, CodingKey {
    case test = "Test"
    case interval = "Interval"
    case timeout = "Timeout"
    case startPeriod = "StartPeriod"
    case startInterval = "StartInterval"
    case retries = "Retries"
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    func duration(_ key: CodingKeys) throws -> Duration? {
      try container.decodeIfPresent(Int64.self, forKey: key).flatMap { $0 == 0 ? nil : .nanoseconds($0) }
    }
    test = try container.decodeIfPresent([String].self, forKey: .test) ?? []
    interval = try duration(.interval)
    timeout = try duration(.timeout)
    startPeriod = try duration(.startPeriod)
    startInterval = try duration(.startInterval)
    retries = try container.decodeIfPresent(Int.self, forKey: .retries).flatMap { $0 == 0 ? nil : $0 }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(test, forKey: .test)
    try container.encodeIfPresent(interval?.wholeNanoseconds, forKey: .interval)
    try container.encodeIfPresent(timeout?.wholeNanoseconds, forKey: .timeout)
    try container.encodeIfPresent(startPeriod?.wholeNanoseconds, forKey: .startPeriod)
    try container.encodeIfPresent(startInterval?.wholeNanoseconds, forKey: .startInterval)
    try container.encodeIfPresent(retries, forKey: .retries)
  }
}

extension Duration {
  var wholeNanoseconds: Int64 { components.seconds * 1_000_000_000 + components.attoseconds / 1_000_000_000 }

  /// Rounded up, as the API counts grace periods.
  var wholeSeconds: Int64 { components.seconds + (components.attoseconds > 0 ? 1 : 0) }
}
