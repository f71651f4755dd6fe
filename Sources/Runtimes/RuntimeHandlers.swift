package import NodeSpec
import TOML
package import YAML

/// The names by which pods ask a node for what they run under.
package enum RuntimeHandlers {
  /// Those that a cluster has no runtime class for of its own accord: all but what pods get that do not ask.
  ///
  /// `texts` are the user's files, by the path that the spec names them by; what is wrong with them others report.
  package static func all(of spec: NodeSpec, texts: [String: Source]) -> [RuntimeHandler] {
    let runtime = spec.runtime
    let added = runtime.files.compactMap { texts[$0.value] }.flatMap { names(in: $0, spec) }
    switch runtime.kind {
    case .crioKrun:
      let standard = runtime.defaultRuntime?.value ?? .crun
      let own = RuntimeSection.Runtime.allCases.filter { $0 != standard }.map(\.rawValue)
      return (own + added.filter { !own.contains($0) && $0 != standard.rawValue }).map { RuntimeHandler($0) }
    case .containerd:
      let named = runtime.runtimes.map { RuntimeHandler($0.handler, runtimeClass: $0.runtimeClass) }
      let nvidia = runtime.nvidia.map { _ in [RuntimeHandler(NVIDIASection.handler)] } ?? []
      let known = ["runc"] + (named + nvidia).map(\.name)
      return named + nvidia + added.filter { !known.contains($0) }.map { RuntimeHandler($0) }
    case .criDockerd, .external: return []
    }
  }

  private static func names(in source: Source, _ spec: NodeSpec) -> [String] {
    guard let document = try? TOMLDocument(source) else { return [] }
    let runtimes: Value?
    switch spec.runtime.kind {
    case .crioKrun: runtimes = document.value["crio"]?["runtime"]?["runtimes"]
    case .containerd:
      let plugin = ContainerdConfiguration(k0s: spec.k0s.version.value).runtimePlugin
      runtimes = document.value["plugins"]?[plugin]?["containerd"]?["runtimes"]
    case .criDockerd, .external: runtimes = nil
    }
    guard case .mapping(let entries)? = runtimes else { return [] }
    return entries.map(\.key)
  }
}
