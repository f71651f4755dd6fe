import NodeSpec
import Planning

/// The nodes that a command is about which needs only their names.
///
/// Names on the command line are enough: labels on the engine hold the rest. A spec that is there, and can be read,
/// tells the engine.
enum NamedNodes {
  static func load(_ options: SpecOptions, in context: Context) throws(Failure) -> [NamedNode] {
    if options.nodes.isEmpty || !options.files.file.isEmpty {
      return try SpecLoader.load(options, in: context).map(NamedNode.init)
    }
    let known = ofReadableSpecs(options.files, in: context)
    return options.nodes.map { known.named($0) }
  }

  /// Those of the specs that are there and can be read.
  static func ofReadableSpecs(_ files: SpecFiles, in context: Context) -> [NamedNode] {
    var quiet = context
    quiet.errors = Output(nil)
    return ((try? SpecLoader.load(files, in: quiet)) ?? []).map(NamedNode.init)
  }
}

extension [NamedNode] {
  /// The one of that name, or one of which only the name is known.
  func named(_ name: String) -> NamedNode { first { $0.name == name } ?? NamedNode(name: name, loaded: nil) }
}

extension NamedNode {
  init(_ node: LoadedNode) { self.init(name: node.spec.name.value.description, loaded: node) }
}
