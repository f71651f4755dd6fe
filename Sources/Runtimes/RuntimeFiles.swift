package import NodeSpec
package import YAML

/// The files that configure a node's runtime, made from its spec.
package enum RuntimeFiles {
  /// In the order of the spec; reports what is wrong with the user's own.
  ///
  /// `texts` are those that the spec names, by the path that it names them by.
  package static func make(
    for spec: NodeSpec, texts: [String: Source], _ diagnostics: Diagnostics
  ) -> [RuntimeFile] {
    let runtime = spec.runtime
    func text(_ file: Located<String>) -> Source? { texts[file.value] }
    switch runtime.kind {
    case .crioKrun:
      return runtime.dropIns.compactMap { file in
        guard let source = text(file) else { return nil }
        CRIOConfiguration.checkDropIn(source, diagnostics)
        return CRIOConfiguration.dropIn(file.value, source.text)
      }
    case .containerd:
      let configuration = ContainerdConfiguration(k0s: spec.k0s.version.value)
      if let file = runtime.configuration, let source = text(file) {
        configuration.checkWhole(source, diagnostics)
        return [RuntimeFile(path: ContainerdConfiguration.path, content: source.text)]
      }
      return runtime.dropIns.compactMap { file in
        guard let source = text(file) else { return nil }
        configuration.checkDropIn(source, diagnostics)
        return ContainerdConfiguration.dropIn(file.value, source.text)
      }
    }
  }
}
