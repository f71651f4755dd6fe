import NodeSpec
import Planning

/// The nodes that a command is about which needs only their names.
///
/// Names on the command line are enough: labels on the engine hold the rest. A spec that is there, and can be read,
/// tells the engine.
enum NamedNodes {
  static func load(_ options: SpecOptions, in context: Context) throws(Failure) -> [NamedNode] {
    if options.nodes.isEmpty || !options.file.isEmpty {
      return try SpecLoader.load(options, in: context).map(NamedNode.init)
    }
    var all = options
    all.nodes = []
    var quiet = context
    quiet.errors = Output(nil)
    let known = (try? SpecLoader.load(all, in: quiet)) ?? []
    return options.nodes.map { name in
      known.first { $0.spec.name.value.description == name }.map(NamedNode.init)
        ?? NamedNode(name: name, loaded: nil)
    }
  }
}

extension NamedNode {
  fileprivate init(_ node: LoadedNode) { self.init(name: node.spec.name.value.description, loaded: node) }
}
