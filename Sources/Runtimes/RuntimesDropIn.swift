import NodeSpec
import YAML

/// The drop-in by which containerd knows the runtimes of `runtime.runtimes`.
struct RuntimesDropIn {
  /// The user's configurations of runtimes: not among the drop-ins, which k0s would take them for.
  private static let directory = "/etc/k0s/runtimes"
  /// What the shim of gVisor takes as the type of a configuration.
  private static let gvisorOptions = "io.containerd.runsc.v1.options"

  let runtimes: [AddedRuntime]
  let configuration: ContainerdConfiguration

  /// None without runtimes; `texts` are the configurations of those that have one, by their handlers.
  func files(_ texts: [String: String]) -> [RuntimeFile] {
    guard !runtimes.isEmpty else { return [] }
    let text =
      TOMLText.origin("runtime.runtimes") + "version = \(configuration.version)\n" + runtimes.map(tables).joined()
    let own = RuntimeFile(path: ContainerdConfiguration.dropIns + "/nodectl-runtimes.toml", content: text)
    return [own]
      + runtimes.compactMap { runtime in
        texts[runtime.handler].map { RuntimeFile(path: Self.path(of: runtime), content: $0) }
      }
  }

  private static func path(of runtime: AddedRuntime) -> String { "\(directory)/\(runtime.handler).toml" }

  private func tables(_ runtime: AddedRuntime) -> String {
    let table = "plugins.\(TOMLText.quoted(configuration.runtimePlugin)).containerd.runtimes.\(runtime.handler)"
    let options = options(of: runtime).map { "\($0.key) = \(TOMLText.value($0.value))\n" }.joined()
    return "\n[\(table)]\nruntime_type = \(TOMLText.quoted(runtime.type.name))\n"
      + (options.isEmpty ? "" : "\n[\(table).options]\n\(options)")
  }

  private func options(of runtime: AddedRuntime) -> [Value.Entry] {
    var options = runtime.options
    func add(_ key: String, _ value: String) {
      if !options.contains(where: { $0.key == key }) { options.append(Value.Entry(key, .string(value))) }
    }
    if runtime.type == .runc, let program = runtime.programs.first { add("BinaryName", program.target) }
    if runtime.configuration != nil {
      if runtime.type == .gvisor { add("TypeUrl", Self.gvisorOptions) }
      add("ConfigPath", Self.path(of: runtime))
    }
    return options
  }
}
