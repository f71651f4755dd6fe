import NodeSpec
import YAML

/// The `healthcheck` of a service; what is nil is left to the image or the engine.
package struct Healthcheck: Sendable, Equatable {
  /// `["CMD-SHELL", script]`, `["CMD", argument, ...]` or `["NONE"]`.
  package var test: [String]?
  package var interval: Duration?
  package var timeout: Duration?
  package var startPeriod: Duration?
  /// The interval within the start period, where the engine knows it.
  package var startInterval: Duration?
  package var retries: Int?

  package init(
    test: [String]? = nil, interval: Duration? = nil, timeout: Duration? = nil, startPeriod: Duration? = nil,
    startInterval: Duration? = nil, retries: Int? = nil
  ) {
    (self.test, self.interval, self.timeout) = (test, interval, timeout)
    (self.startPeriod, self.startInterval, self.retries) = (startPeriod, startInterval, retries)
  }

  package var isDisabled: Bool { test == ["NONE"] }
}

extension Healthcheck {
  init(_ node: Node, _ diagnostics: Diagnostics) {
    var fields = MappingReader(node, diagnostics)
    test = fields.optional("test").flatMap { Self.test($0, diagnostics) }
    interval = fields.optional("interval")?.value(diagnostics, ComposeDuration.parse)
    timeout = fields.optional("timeout")?.value(diagnostics, ComposeDuration.parse)
    startPeriod = fields.optional("start_period")?.value(diagnostics, ComposeDuration.parse)
    let startIntervalNode = fields.optional("start_interval")
    startInterval = startIntervalNode?.value(diagnostics, ComposeDuration.parse)
    retries = fields.optional("retries")?.integer(in: 0...Int(Int32.max), diagnostics)
    if fields.optional("disable")?.boolean(diagnostics) == true { test = ["NONE"] }
    fields.reportUnknownKeys(allowingExtensions: true)
    if let startIntervalNode, startPeriod == nil {
      diagnostics.error(
        startIntervalNode.mark, "start_interval means nothing without start_period", hint: "set start_period too")
    }
  }

  private static func test(_ node: Node, _ diagnostics: Diagnostics) -> [String]? {
    guard node.sequence != nil else { return node.text(diagnostics).map { ["CMD-SHELL", $0] } }
    let words = node.items(diagnostics).compactMap { $0.text(diagnostics) }
    guard let kind = words.first, ["CMD", "CMD-SHELL", "NONE"].contains(kind) else {
      diagnostics.error(node.mark, "a health check's list begins with CMD, CMD-SHELL or NONE")
      return nil
    }
    return words
  }

  var rendered: Value {
    var fields = FieldWriter()
    fields["test"] = test.map { .strings($0) }
    fields["interval"] = interval.map { .string(ComposeDuration.text($0)) }
    fields["timeout"] = timeout.map { .string(ComposeDuration.text($0)) }
    fields["retries"] = retries.map { .integer($0) }
    fields["start_period"] = startPeriod.map { .string(ComposeDuration.text($0)) }
    fields["start_interval"] = startInterval.map { .string(ComposeDuration.text($0)) }
    return fields.mapping
  }
}
