import NodeSpec
import TOML
import YAML

/// A file of the user's that configures containerd, held against what containerd and k0s make of it.
///
/// Both pass over much without a word, or start and then lack their CRI.
struct ContainerdFile {
  let document: TOMLDocument
  let spec: NodeSpec
  let configuration: ContainerdConfiguration
  let diagnostics: Diagnostics

  /// The comment by which k0s knows a file for its own, and writes it anew.
  static let managedMark = "# k0s_managed=true"

  /// Nil, reported, where the text is not TOML.
  init?(_ source: Source, of spec: NodeSpec, _ diagnostics: Diagnostics) {
    guard let document = TOMLDocument.read(source, diagnostics) else { return nil }
    (self.document, self.spec, self.diagnostics) = (document, spec, diagnostics)
    configuration = ContainerdConfiguration(k0s: spec.k0s.version.value)
  }

  /// Reports what is wrong with it as a drop-in; `handlers` are the runtimes that containerd has with all of them.
  func checkDropIn(beside handlers: Set<String>) {
    check(beside: handlers)
    let registry = ["plugins", configuration.imagesPlugin, "registry"]
    if !spec.runtime.registries.isEmpty, document.value[at: registry] != nil {
      diagnostics.error(
        document.mark(of: registry), "this would go over what 'runtime.registries' says",
        hint: "leave it out here, or 'registries' there")
    }
  }

  /// The same for a file that is the whole configuration.
  func checkWhole() {
    let lines = document.source.text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if let line = lines.firstIndex(where: { $0.starts(with: Self.managedMark) }) {
      diagnostics.error(
        Mark(source: document.source, line: line + 1, column: 1),
        "with this line, k0s takes the file for its own and writes it anew", hint: "take the line out")
    }
    check(beside: Set(runtimes.map(\.name)))
  }

  private func check(beside handlers: Set<String>) {
    checkVersion()
    checkPlugins()
    checkPlaces()
    checkKeys()
    checkRuntimes(beside: handlers)
  }

  private func checkVersion() {
    let (containerd, version) = (configuration.containerd, configuration.version)
    let found = document.value["version"]
    guard found != .integer(version) else { return }
    diagnostics.error(
      document.mark(of: ["version"]),
      found == nil
        ? "the version of this configuration is missing"
        : "\(containerd) reads version \(version) of its configuration, and this is another",
      hint:
        "k0s \(configuration.k0s) has \(containerd): write 'version = \(version)' at the top, and the plugins' names of that"
    )
  }

  private func checkPlugins() {
    let images = ["plugins", configuration.imagesPlugin]
    for name in ContainerdConfiguration.otherPlugins(than: configuration.version)
    where document.value["plugins"]?[name] != nil && !isStillThere(name) {
      diagnostics.error(
        document.mark(of: ["plugins", name]),
        "\(configuration.containerd) has no plugin '\(name)', and would pass over what is said here",
        hint: "its names are \"\(configuration.imagesPlugin)\""
          + (configuration.version == 2 ? "" : " and \"\(configuration.runtimePlugin)\""))
    }
    // containerd's own configuration has both, and nothing in them.
    let path = document.value[at: images + ["registry", "config_path"]] ?? .string("")
    for key in ["mirrors", "configs"] where path != .string("") {
      guard case .mapping(let entries)? = document.value[at: images + ["registry", key]], !entries.isEmpty else {
        continue
      }
      diagnostics.error(
        document.mark(of: images + ["registry", key]), "beside 'config_path', containerd passes over 'registry.\(key)'",
        hint: "write a hosts.toml below that path instead")
    }
    guard case .sequence(let disabled)? = document.value["disabled_plugins"] else { return }
    let needed = ["cri", configuration.imagesPlugin, configuration.runtimePlugin, "io.containerd.grpc.v1.cri"]
    for case .string(let name) in disabled where needed.contains(name) {
      diagnostics.error(
        document.mark(of: ["disabled_plugins"]),
        "without the plugin '\(name)' the kubelet waits for containerd for ever",
        hint: "leave it out of disabled_plugins")
    }
  }

  /// containerd 2 has kept the name for what serves the kubelet, and nothing else.
  private func isStillThere(_ plugin: String) -> Bool {
    guard configuration.version > 2, case .mapping(let entries)? = document.value["plugins"]?[plugin] else {
      return false
    }
    return !entries.isEmpty && entries.allSatisfy { ContainerdKeys.server.keys?.contains($0.key) == true }
  }

  /// k0s passes these to containerd and to the kubelet as flags, which go over what a file says.
  private func checkPlaces() {
    let places = [
      (["root"], "/var/lib/k0s/containerd"), (["state"], "/run/k0s/containerd"),
      (["grpc", "address"], "/run/k0s/containerd.sock"),
    ]
    for (path, place) in places {
      guard let found = document.value[at: path], found != .string(place) else { continue }
      diagnostics.error(
        document.mark(of: path), "k0s starts containerd with \(place) here",
        hint: "write \"\(place)\", or leave it out")
    }
  }

  private func checkKeys() {
    ContainerdKeys(version: configuration.version).whole.check(document.value) { path, known in
      let key = path.last ?? ""
      diagnostics.warning(
        document.mark(of: path), "\(configuration.containerd) passes over '\(key)', which it does not know here",
        hint: Suggestion.sentence(for: key, among: known))
    }
  }
}

extension TOMLDocument {
  /// Nil, reported, where the text is not TOML.
  static func read(_ source: Source, _ diagnostics: Diagnostics) -> TOMLDocument? {
    do throws(TOMLError) { return try TOMLDocument(source) } catch {
      diagnostics.error(error.mark, "this is not TOML: \(error.message)")
      return nil
    }
  }
}

extension Value {
  /// The value under keys of mappings in mappings.
  subscript(at path: [String]) -> Value? { path.reduce(Optional(self)) { $0?[$1] } }
}
