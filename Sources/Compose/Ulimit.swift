import NodeSpec
import YAML

/// A resource limit of a service's processes.
package struct Ulimit: Sendable, Equatable {
  package let name: String
  package let soft: Int
  package let hard: Int

  static func read(_ entry: Node.Entry, _ diagnostics: Diagnostics) -> Ulimit? {
    let range = -1...Int.max
    guard entry.value.mapping != nil else {
      return entry.value.integer(in: range, diagnostics).map { Ulimit(name: entry.key.text, soft: $0, hard: $0) }
    }
    var fields = MappingReader(entry.value, diagnostics)
    let soft = fields.required("soft", hint: "write 'soft' and 'hard', or one number")?.integer(in: range, diagnostics)
    let hard = fields.required("hard", hint: "write 'soft' and 'hard', or one number")?.integer(in: range, diagnostics)
    fields.reportUnknownKeys(allowingExtensions: true)
    guard let soft, let hard else { return nil }
    return Ulimit(name: entry.key.text, soft: soft, hard: hard)
  }

  var rendered: Value { soft == hard ? .integer(soft) : ["soft": .integer(soft), "hard": .integer(hard)] }
}
