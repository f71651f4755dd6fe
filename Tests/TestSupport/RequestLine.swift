/// What an engine was asked, as far as an error has to name it.
package struct RequestLine: Hashable, Sendable {
  package let method: String
  /// Without the version.
  package let path: String
  /// `v1.45`; nil of an unversioned call.
  package let version: String?

  /// The target is that of the request, of which the query does not count.
  package init(method: String, target: String) {
    self.method = method
    let whole = target.split(separator: "?", maxSplits: 1).first.map(String.init) ?? target
    let parts = whole.split(separator: "/", maxSplits: 1)
    if parts.count == 2, parts[0].hasPrefix("v1.") || parts[0] == "v4.0.0" {
      version = String(parts[0])
      path = "/" + parts[1]
    } else {
      version = nil
      path = whole
    }
  }

  /// Whether an error names this call: by method and route, where `{name}` stands for whatever the call was about.
  package func isNamed(in error: String) -> Bool {
    error.matches(of: /(HEAD|GET|POST|PUT|DELETE) (\/[^\s:]*)/).contains { match in
      let route = match.2.split(separator: "{name}", maxSplits: 1, omittingEmptySubsequences: false)
      return match.1 == method
        && (route.count == 2 ? path.hasPrefix(route[0]) && path.hasSuffix(route[1]) : path == route[0])
    }
  }
}

extension RequestLine: CustomStringConvertible {
  package var description: String { "\(method) \(path)" }
}
