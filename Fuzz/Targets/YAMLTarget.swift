import YAML

/// Any YAML: what is read can be written, and is read as the same again.
enum YAMLTarget: FuzzTarget {
  private static let limits = Parser.Limits()

  static func read(_ bytes: [UInt8]) {
    do throws(YAMLError) {
      let source = try Source(name: "fuzz.yaml", bytes: bytes)
      for document in try Parser.parse(source) {
        var nodes = 0
        check(document, depth: 0, &nodes, TextPlaces(source))
        try checkWriting(document.value)
      }
    } catch {
      precondition(TextPlaces(error.mark.source).contain(error.mark), "\(error)")
    }
  }

  private static func check(_ node: Node, depth: Int, _ nodes: inout Int, _ places: TextPlaces) {
    nodes += 1
    precondition(places.contain(node.mark) && depth <= limits.depth && nodes <= limits.nodes)
    for item in node.sequence ?? [] { check(item, depth: depth + 1, &nodes, places) }
    for entry in node.mapping ?? [] {
      precondition(places.contain(entry.keyMark))
      check(entry.value, depth: depth + 1, &nodes, places)
    }
  }

  private static func checkWriting(_ value: Value) throws(YAMLError) {
    let text = Emitter.text(value)
    let again = try Parser.parse(Source(name: "written", text: text)).map(\.value)
    precondition(again.map(Emitter.text) == [text], text)
    // What is no number is not even equal to itself.
    precondition(again == [value] || text.contains(".nan"), text)
  }
}
