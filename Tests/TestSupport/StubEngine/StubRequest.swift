/// A call on its way through a stub engine, with what its route matched.
struct StubRequest: Sendable {
  let call: StubCall
  /// What stands for `{name}` in the route.
  let name: String

  var query: [String: String] { call.query }
  var json: JSONValue { call.json }

  func flag(_ name: String) -> Bool { ["1", "true", "True"].contains(query[name] ?? "") }

  /// The values of a filter.
  func filter(_ kind: String) -> [String] {
    let filters = JSONValue(Array((query["filters"] ?? "{}").utf8)) ?? .null
    return (filters[kind].array ?? []).compactMap(\.string)
  }

  /// Whether labels pass the filter by label.
  func matches(labels: [String: String]) -> Bool {
    filter("label").allSatisfy { wanted in
      let parts = wanted.split(separator: "=", maxSplits: 1).map(String.init)
      return parts.count == 2 ? labels[parts[0]] == parts[1] : labels[wanted] != nil
    }
  }
}
