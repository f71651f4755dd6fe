import NodeSpec

/// How the containerd of a release of k0s is configured.
///
/// k0s's `docs/runtime.md`, and its `pkg/component/worker/containerd/configurer.go`: a drop-in that configures a plugin of
/// the CRI is merged into k0s's own configuration, any other is imported by containerd.
struct ContainerdConfiguration {
  static let path = "/etc/k0s/containerd.toml"
  static let dropIns = "/etc/k0s/containerd.d"

  let k0s: K0sVersion

  /// 2 for containerd 1.7, 3 for containerd 2, which came with k0s 1.36: that does not start with a drop-in of the other
  /// (k0s#7689), and the ones before take no notice of it.
  var version: Int { (k0s.major, k0s.minor) < (1, 36) ? 2 : 3 }

  var containerd: String { version == 2 ? "containerd 1.7" : "containerd 2" }

  /// The plugins of the CRI, by what of it they configure.
  var imagesPlugin: String { version == 2 ? "io.containerd.grpc.v1.cri" : "io.containerd.cri.v1.images" }
  var runtimePlugin: String { version == 2 ? "io.containerd.grpc.v1.cri" : "io.containerd.cri.v1.runtime" }

  /// What the same is called where containerd is of the other version.
  static func otherPlugins(than version: Int) -> [String] {
    version == 2 ? ["io.containerd.cri.v1.images", "io.containerd.cri.v1.runtime"] : ["io.containerd.grpc.v1.cri"]
  }

  /// What lets containerd look at the directory of registries.
  var registriesDropIn: RuntimeFile {
    let text = """
      \(TOMLText.origin("runtime.registries"))version = \(version)

      [plugins.\(TOMLText.quoted(imagesPlugin)).registry]
      config_path = \(TOMLText.quoted(RegistryHosts.directory))

      """
    return RuntimeFile(path: Self.dropIns + "/nodectl-registries.toml", content: text)
  }
}
