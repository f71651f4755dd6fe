import CLibYAML

/// Reads YAML texts into nodes.
///
/// The only user of libyaml's parser. Nodes are built from its events on a stack of our own, so that neither depth nor
/// aliases can exhaust anything: see ``Limits``.
package enum Parser {
  /// What a document may not exceed.
  package struct Limits: Sendable {
    package var depth = 100
    /// Nodes after every alias is expanded.
    package var nodes = 50_000
    /// Of their texts, in UTF-8: an anchored text is held once however many aliases it has, until something is made of them.
    package var bytes = 4 << 20

    package init() {}
  }

  /// The documents of a source; none for an empty one.
  package static func parse(_ source: Source, limits: Limits = Limits()) throws(YAMLError) -> [Node] {
    let events = EventReader(source)
    var documents: [Node] = []
    var builder = TreeBuilder(limits: limits)
    while let event = try events.next() {
      if let document = try builder.add(event) { documents.append(document) }
    }
    return documents
  }
}
