import Doctor

/// What `k0s status` and `k0s kubectl get node` print as JSON, and the lines of k0s's log.
enum K0sJSONTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let lines = text.split(whereSeparator: \.isNewline).map(String.init)
    for (status, node, log) in [(text, nil, []), (nil, text, []), (nil, nil, lines)] as [(String?, String?, [String])] {
      let symptoms = WorkerSymptoms(status: status, node: node, log: log)
      _ = symptoms.diagnosis(of: ExpectedNode(name: "edge-01"))
    }
  }
}
