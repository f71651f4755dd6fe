import NodeSpec
import TOML
import YAML

/// The runtimes that a file adds: containerd starts with any, and the pods that ask for them fail.
extension ContainerdFile {
  private var table: [String] { ["plugins", configuration.runtimePlugin, "containerd"] }

  var runtimes: [(name: String, value: Value)] {
    guard case .mapping(let entries)? = document.value[at: table + ["runtimes"]] else { return [] }
    return entries.map { ($0.key, $0.value) }
  }

  func checkRuntimes(beside handlers: Set<String>) {
    for (name, value) in runtimes { check(name, value) }
    let standard = table + ["default_runtime_name"]
    guard case .string(let name)? = document.value[at: standard], name != "runc", !handlers.contains(name) else {
      return
    }
    diagnostics.error(
      document.mark(of: standard), "there is no runtime '\(name)': containerd would start without its CRI",
      hint: Suggestion.sentence(for: name, among: handlers.sorted()))
  }

  private func check(_ name: String, _ value: Value) {
    let path = table + ["runtimes", name]
    if spec.runtime.runtimes.contains(where: { $0.handler == name }) {
      diagnostics.error(
        document.mark(of: path), "this would go over what 'runtime.runtimes' says of '\(name)'",
        hint: "leave it out here, or there")
    } else if spec.runtime.nvidia != nil, name == NVIDIASection.handler {
      diagnostics.error(
        document.mark(of: path), "the GPU operator makes the runtime '\(name)' itself", hint: "leave it out")
    }
    guard case .string(let text)? = value["runtime_type"] else {
      // Of runc, k0s's own configuration has one.
      if name != "runc" { diagnostics.error(document.mark(of: path), "the runtime '\(name)' has no 'runtime_type'") }
      return
    }
    do throws(InvalidValue) { check(try RuntimeType(text), value, path) } catch {
      diagnostics.error(document.mark(of: path + ["runtime_type"]), error.message, hint: error.hint)
    }
  }

  private func check(_ type: RuntimeType, _ value: Value, _ path: [String]) {
    if value[at: ["options", "SystemdCgroup"]] == .boolean(true) {
      diagnostics.error(
        document.mark(of: path + ["options", "SystemdCgroup"]),
        "there is no systemd in the container of k0s to make cgroups", hint: "leave 'SystemdCgroup' out")
    }
    if case .mapping(let options)? = value["options"] {
      for option in options where !type.options.contains(option.key) {
        diagnostics.warning(
          document.mark(of: path + ["options", option.key]),
          "containerd passes over '\(option.key)', which is no option of \(type.name)",
          hint: Suggestion.sentence(for: option.key, among: type.options))
      }
    }
    // An override may mount what a file names.
    guard spec.overrides.isEmpty, value["runtime_path"] == nil, type != .runc,
      !spec.runtime.runtimes.flatMap(\.programs).contains(where: { $0.name == type.shim })
    else { return }
    diagnostics.warning(
      document.mark(of: path + ["runtime_type"]),
      "k0s has no \(type.shim): containerd starts without it, and no pod of this runtime",
      hint: "name its path on the engine's host as 'shim' of an entry of 'runtime.runtimes', in the place of this table"
    )
  }
}
