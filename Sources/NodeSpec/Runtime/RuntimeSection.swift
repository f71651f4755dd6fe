package import Images
import YAML

/// `runtime:` of a spec: what runs the pods, and how it is configured.
package struct RuntimeSection: Sendable {
  package enum Kind: String, Sendable, CaseIterable {
    /// CRI-O with krun, in a container of its own.
    case crioKrun = "crio-krun"
    /// k0s's own.
    case containerd
    /// The host's Docker, asked through cri-dockerd.
    case criDockerd = "cri-dockerd"
    /// Any other of the host's.
    case external

    /// Whether somebody else has installed it on the host, and runs it.
    package var isExternal: Bool { self == .criDockerd || self == .external }
  }

  /// What CRI-O runs pods with.
  package enum Runtime: String, Sendable, CaseIterable {
    case crun
    /// In a virtual machine each, which takes `/dev/kvm`.
    case krun
  }

  package let kind: Kind
  /// For pods that ask for no runtime class; nil for the image's.
  package let defaultRuntime: Located<Runtime>?
  /// Flags of CRI-O without their dashes, with their values.
  package let extraArguments: Located<[K0sSection.Pair]>?
  /// The image of the runtime's service; nil for the template's.
  package let image: ImageReference?
  /// Files of the user's that the runtime merges into its configuration, in order; relative paths start at the spec.
  package let dropIns: [Located<String>]
  /// A file of the user's that is containerd's whole configuration, which k0s then leaves alone.
  package let configuration: Located<String>?
  /// From where images are pulled, where that is not said by their names alone.
  package let registries: [Registry]
  /// What containerd can run pods with besides runc.
  package let runtimes: [AddedRuntime]
  /// What NVIDIA's GPU operator finds; nil where the node is none of its.
  package let nvidia: NVIDIASection?
  /// Where it is, of a kind that is no part of the stack.
  package let external: ExternalRuntime?

  package init(
    kind: Kind = .crioKrun, defaultRuntime: Located<Runtime>? = nil, extraArguments: Located<[K0sSection.Pair]>? = nil,
    image: ImageReference? = nil, dropIns: [Located<String>] = [], configuration: Located<String>? = nil,
    registries: [Registry] = [], runtimes: [AddedRuntime] = [], nvidia: NVIDIASection? = nil,
    external: ExternalRuntime? = nil
  ) {
    (self.kind, self.defaultRuntime, self.extraArguments) = (kind, defaultRuntime, extraArguments)
    (self.image, self.dropIns) = (image, dropIns)
    (self.configuration, self.registries) = (configuration, registries)
    (self.runtimes, self.nvidia, self.external) = (runtimes, nvidia, external)
  }

  /// The files beside the spec that it names.
  package var files: [Located<String>] {
    dropIns + [configuration].compactMap(\.self) + registries.compactMap(\.authority)
      + runtimes.compactMap(\.configuration)
  }

  static func read(_ node: Node, _ diagnostics: Diagnostics) -> RuntimeSection {
    var fields = MappingReader(node, diagnostics)
    let kindNode = fields.optional("kind")
    let kind = kindNode?.choice(Kind.self, diagnostics) ?? .crioKrun
    let image = fields.optional("image")
    let dropInsNode = fields.optional("dropIns")
    let configuration = fields.optional("config")
    let registries = fields.optional("registries")
    let defaultRuntime = fields.optional("defaultRuntime")
    let extraArguments = fields.optional("extraArgs")
    let runtimes = fields.optional("runtimes")
    let nvidia = fields.optional("nvidia")
    let socket = fields.optional("socket")
    let cgroupDriver = fields.optional("cgroupDriver")
    fields.reportUnknownKeys()
    if let kindNode, kind.isExternal {
      let own = [image, dropInsNode, configuration, registries, defaultRuntime, extraArguments, runtimes, nvidia]
      for node in own.compactMap(\.self) {
        diagnostics.error(
          node.mark, "nodectl neither runs nor configures a runtime of the host's",
          hint: "leave it out, and set it there")
      }
      let external = ExternalRuntime.read(
        kind, socket: socket, isMisspelt: fields.misspells("socket"), cgroupDriver: cgroupDriver, at: kindNode.mark,
        diagnostics)
      return RuntimeSection(kind: kind, external: external)
    }
    for node in [socket, cgroupDriver].compactMap(\.self) {
      diagnostics.error(
        node.mark, "this is of a runtime of the host's, and the node's own is \(kind.rawValue)",
        hint: "leave it out, or set 'kind: external'")
    }
    let dropIns = dropInsNode.map { readDropIns($0, kind, diagnostics) } ?? []
    checkOwn([runtimes, nvidia].compactMap(\.self), kind, beside: configuration, diagnostics)
    checkDropIns(dropIns, besideNVIDIA: nvidia != nil, diagnostics)
    if kind == .containerd, let image {
      diagnostics.error(
        image.mark, "containerd is in the image of k0s: it has none of its own",
        hint: "leave 'image' out; another image of k0s is named by k0s.image")
    }
    for node in [defaultRuntime, extraArguments].compactMap(\.self) where kind != .crioKrun {
      diagnostics.error(
        node.mark, "this is of CRI-O, and the node's runtime is \(kind.rawValue)",
        hint: "leave it out, or set 'kind: crio-krun'")
    }
    if kind != .containerd, let configuration {
      diagnostics.error(
        configuration.mark, "a whole configuration is taken by 'kind: containerd' alone",
        hint: "use 'dropIns': files that go over the configuration of CRI-O")
    }
    if let configuration, let first = dropIns.first {
      diagnostics.error(
        first.mark, "k0s reads no drop-ins beside a whole configuration of yours",
        hint: "write what is in them into that file, or leave 'config' at \(configuration.mark) out")
    }
    if configuration != nil, let registries {
      diagnostics.error(
        registries.mark, "k0s leaves a whole configuration of yours as it is: 'registries' would not be in it",
        hint: "set 'config_path' in that file, or leave 'config' out")
    }
    return RuntimeSection(
      kind: kind,
      defaultRuntime: defaultRuntime.flatMap { node in
        node.choice(Runtime.self, diagnostics).map { Located($0, at: node.mark) }
      },
      extraArguments: extraArguments.map { Located(ExtraArguments.crio.read($0, diagnostics), at: $0.mark) },
      image: image?.namedImage(diagnostics), dropIns: dropIns,
      configuration: configuration.flatMap { node in node.text(diagnostics).map { Located($0, at: node.mark) } },
      registries: registries.map { readRegistries($0, kind, diagnostics) } ?? [],
      runtimes: runtimes.map { readRuntimes($0, besideNVIDIA: nvidia != nil, diagnostics) } ?? [],
      nvidia: nvidia.flatMap { NVIDIASection.read($0, diagnostics) })
  }

  private static func readRegistries(_ node: Node, _ kind: Kind, _ diagnostics: Diagnostics) -> [Registry] {
    if node.mapping == nil {
      diagnostics.error(
        node.mark, "expected a mapping here, not \(node.kind)",
        hint: "write 'registries: {docker.io: {mirrors: [\"https://mirror.example.com\"]}}'")
    }
    return (node.mapping ?? []).compactMap { Registry.read($0, kind, diagnostics) }
  }

  private static func readDropIns(_ node: Node, _ kind: Kind, _ diagnostics: Diagnostics) -> [Located<String>] {
    var names: Set<Substring> = []
    return node.items(diagnostics).compactMap { item in
      let path = item.value(diagnostics) { (text) throws(InvalidValue) in
        let name = text.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
        try checkDropIn(name, kind)
        guard names.insert(name).inserted else {
          throw InvalidValue(
            "there are two drop-ins named '\(name)'", hint: "one would take the other's place: give it another name")
        }
        return text
      }
      return path.map { Located($0, at: item.mark) }
    }
  }

  /// A drop-in keeps its name, and runtimes look at no others than these.
  private static func checkDropIn(_ name: Substring, _ kind: Kind) throws(InvalidValue) {
    let ending = kind == .containerd ? ".toml" : ".conf"
    let isPlain = name.unicodeScalars.allSatisfy {
      $0.isASCII && ($0.properties.isAlphabetic || "0123456789-_.".unicodeScalars.contains($0))
    }
    guard isPlain, name.hasSuffix(ending), name.first != "." else {
      throw InvalidValue(
        "\(Redaction.quote(String(name))) is not the name of a drop-in",
        hint: "\(kind.rawValue) reads files of letters, digits, '-', '_' and '.' that end in \(ending)")
    }
    guard !name.hasPrefix("nodectl-") else {
      throw InvalidValue(
        "names that begin with 'nodectl-' are those of nodectl's own drop-ins", hint: "rename the file")
    }
  }
}
