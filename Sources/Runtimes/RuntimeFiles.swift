package import NodeSpec
import TOML
package import YAML

/// The files that configure a node's runtime, made from its spec.
package struct RuntimeFiles {
  private let spec: NodeSpec
  /// The user's files, by the path that the spec names them by.
  private let texts: [String: Source]
  private let diagnostics: Diagnostics

  /// In the order of the spec, nodectl's own first; reports what is wrong with the user's.
  ///
  /// `texts` are those that the spec names, by the path that it names them by.
  package static func make(for spec: NodeSpec, texts: [String: Source], _ diagnostics: Diagnostics) -> [RuntimeFile] {
    let files = RuntimeFiles(spec: spec, texts: texts, diagnostics: diagnostics)
    switch spec.runtime.kind {
    case .crioKrun: return files.crio
    case .containerd: return files.containerd
    case .criDockerd, .external: return []
    }
  }

  private var crio: [RuntimeFile] {
    let registries = RegistriesConfiguration(registries: spec.runtime.registries).files(authorities: authorities)
    return registries + dropIns(in: CRIOConfiguration.dropIns) { CRIOConfiguration.checkDropIn($0, diagnostics) }
  }

  private var containerd: [RuntimeFile] {
    let configuration = ContainerdConfiguration(k0s: spec.k0s.version.value)
    if let file = spec.runtime.configuration, let source = texts[file.value] {
      ContainerdFile(source, of: spec, diagnostics)?.checkWhole()
      return [RuntimeFile(path: ContainerdConfiguration.path, content: source.text)]
    }
    let registries = spec.runtime.registries
    let authorities = authorities
    let hosts = registries.flatMap { RegistryHosts(registry: $0).files(authority: authorities[$0.name]) }
    let own = registries.isEmpty ? [] : [configuration.registriesDropIn] + hosts
    let runtimes = RuntimesDropIn(runtimes: spec.runtime.runtimes, configuration: configuration)
    let handlers = Set(RuntimeHandlers.all(of: spec, texts: texts).map(\.name)).subtracting(operatorsHandlers)
    return own + runtimes.files(runtimeConfigurations)
      + dropIns(in: ContainerdConfiguration.dropIns) {
        ContainerdFile($0, of: spec, diagnostics)?.checkDropIn(beside: handlers)
      }
  }

  /// What is there only once the cluster has put it there.
  private var operatorsHandlers: [String] { spec.runtime.nvidia == nil ? [] : [NVIDIASection.handler] }

  /// The texts of the runtimes' own configurations, by their handlers.
  private var runtimeConfigurations: [String: String] {
    var found: [String: String] = [:]
    for runtime in spec.runtime.runtimes {
      guard let file = runtime.configuration, let source = texts[file.value] else { continue }
      _ = TOMLDocument.read(source, diagnostics)
      found[runtime.handler] = source.text
    }
    return found
  }

  /// The user's drop-ins, each under the name that its path ends in.
  private func dropIns(in directory: String, check: (Source) -> Void) -> [RuntimeFile] {
    spec.runtime.dropIns.compactMap { file in
      guard let source = texts[file.value] else { return nil }
      check(source)
      return RuntimeFile(path: "\(directory)/\(file.value.split(separator: "/").last ?? "")", content: source.text)
    }
  }

  /// The certificate authorities, by the names of their registries.
  private var authorities: [String: String] {
    var texts: [String: String] = [:]
    for registry in spec.runtime.registries {
      guard let file = registry.authority, let source = self.texts[file.value] else { continue }
      texts[registry.name] = source.text
      let start = Mark(source: source, line: 1, column: 1)
      if source.text.contains("PRIVATE KEY-----") {
        diagnostics.error(
          start, "there is a private key in this file, which every pod of the host's could read",
          hint: "name a file with certificates alone")
      } else if !source.text.contains("-----BEGIN CERTIFICATE-----") {
        diagnostics.error(
          start, "there is no certificate in this file",
          hint: "it has to be PEM: openssl x509 -inform der -in FILE -out ca.crt converts one")
      }
    }
    return texts
  }
}
