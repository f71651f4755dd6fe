import NodeSpec
import TOML
import YAML

/// How the containerd of a release of k0s is configured, and whether a configuration of the user's is for it.
///
/// k0s's `docs/runtime.md`, and its `pkg/component/worker/containerd/configurer.go`: a drop-in that configures a plugin of
/// the CRI is merged into k0s's own configuration, any other is imported by containerd.
struct ContainerdConfiguration {
  static let path = "/etc/k0s/containerd.toml"
  static let dropIns = "/etc/k0s/containerd.d"
  /// The comment by which k0s knows a file for its own, and writes it anew.
  private static let managedMark = "# k0s_managed=true"

  let k0s: K0sVersion

  /// 2 for containerd 1.7, 3 for containerd 2, which came with k0s 1.36: that does not start with a drop-in of the other
  /// (k0s#7689), and the ones before take no notice of it.
  var version: Int { (k0s.major, k0s.minor) < (1, 36) ? 2 : 3 }

  private var containerd: String { version == 2 ? "containerd 1.7" : "containerd 2" }

  /// The plugins of the CRI, by what of it they configure.
  var imagesPlugin: String { version == 2 ? "io.containerd.grpc.v1.cri" : "io.containerd.cri.v1.images" }
  var runtimePlugin: String { version == 2 ? "io.containerd.grpc.v1.cri" : "io.containerd.cri.v1.runtime" }

  private var otherPlugins: [String] {
    version == 2 ? ["io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime"] : ["io.containerd.grpc.v1.cri"]
  }

  /// What lets containerd look at the directory of registries.
  var registriesDropIn: RuntimeFile {
    let text = """
      \(TOMLText.origin)version = \(version)

      [plugins.\(TOMLText.quoted(imagesPlugin)).registry]
      config_path = \(TOMLText.quoted(RegistryHosts.directory))

      """
    return RuntimeFile(path: Self.dropIns + "/nodectl-registries.toml", content: text)
  }

  /// Reports what k0s or containerd would refuse, and what either would pass over without a word.
  ///
  /// `besideRegistries` is whether the spec has registries, whose place no drop-in may take.
  func checkDropIn(_ source: Source, besideRegistries: Bool, _ diagnostics: Diagnostics) {
    guard let document = TOMLDocument.read(source, diagnostics) else { return }
    checkVersion(document, diagnostics)
    checkPlugins(document, diagnostics)
    if besideRegistries, document.value["plugins"]?[imagesPlugin]?["registry"] != nil {
      diagnostics.error(
        document.mark(of: "registry"), "this would go over what 'runtime.registries' says",
        hint: "leave it out here, or 'registries' there")
    }
  }

  /// The same for a file that is the whole configuration.
  func checkWhole(_ source: Source, _ diagnostics: Diagnostics) {
    let lines = source.text.split(separator: "\n", omittingEmptySubsequences: false)
    if let line = lines.firstIndex(where: { $0.starts(with: Self.managedMark) }) {
      diagnostics.error(
        Mark(source: source, line: line + 1, column: 1),
        "with this line, k0s takes the file for its own and writes it anew", hint: "take the line out")
    }
    guard let document = TOMLDocument.read(source, diagnostics) else { return }
    checkVersion(document, diagnostics)
    checkPlugins(document, diagnostics)
    checkPlaces(document, diagnostics)
  }

  private func checkVersion(_ document: TOMLDocument, _ diagnostics: Diagnostics) {
    let hint = "k0s \(k0s) has \(containerd): write 'version = \(version)' at the top, and the plugins' names of that"
    let found = document.value["version"]
    guard found != .integer(version) else { return }
    diagnostics.error(
      document.mark(of: "version"),
      found == nil
        ? "the version of this configuration is missing"
        : "\(containerd) reads version \(version) of its configuration, and this is another", hint: hint)
  }

  private func checkPlugins(_ document: TOMLDocument, _ diagnostics: Diagnostics) {
    let plugins = document.value["plugins"]
    for name in otherPlugins where plugins?[name] != nil {
      diagnostics.error(
        document.mark(of: name), "\(containerd) has no plugin '\(name)', and would pass over what is said here",
        hint: "its names are \"\(imagesPlugin)\"" + (version == 2 ? "" : " and \"\(runtimePlugin)\""))
    }
    let registry = plugins?[imagesPlugin]?["registry"]
    guard registry?["config_path"] != nil else { return }
    for key in ["mirrors", "configs"] where registry?[key] != nil {
      diagnostics.error(
        document.mark(of: key), "beside 'config_path', containerd passes over 'registry.\(key)'",
        hint: "write a hosts.toml below that path instead")
    }
  }

  /// k0s passes these to containerd and to the kubelet as flags: the file must not say otherwise.
  private func checkPlaces(_ document: TOMLDocument, _ diagnostics: Diagnostics) {
    let places = [
      ("root", document.value["root"], "/var/lib/k0s/containerd"),
      ("state", document.value["state"], "/run/k0s/containerd"),
      ("address", document.value["grpc"]?["address"], "/run/k0s/containerd.sock"),
    ]
    for case (let key, let found?, let place) in places where found != .string(place) {
      diagnostics.error(
        document.mark(of: key), "k0s starts containerd with \(place) here", hint: "write \"\(place)\", or leave it out")
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
