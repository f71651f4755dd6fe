import YAML

extension NodeSpec {
  /// Rules that span fields.
  func checkRules(_ diagnostics: Diagnostics) {
    if template.value == .classic, k0s.nodeIP.value == .assigned {
      diagnostics.error(
        k0s.nodeIP.mark, "the classic template needs the node's address: 'nodeIP: auto' does not work with it",
        hint: "set k0s.nodeIP to the address that ZeroTier assigns, such as 10.147.20.5, or use 'template: crio-krun'")
    }
    if let made = template.value.runtime, made != runtime.kind {
      diagnostics.error(
        template.mark,
        "this template is for 'runtime.kind: \(made.rawValue)', and the node's is \(runtime.kind.rawValue)",
        hint: "leave 'template' out: a template goes with each kind")
    }
    if template.value != Template(for: runtime.kind) { checkTemplate(diagnostics) }
    if runtime.kind == .containerd, metrics.value == .host {
      diagnostics.error(
        metrics.mark, "with containerd, 'metrics: host' would let the pods out of the node's container",
        hint: "leave it out: a kubelet beside its own containerd sees what its pods use")
    }
    if resources.value.cpus != nil || resources.value.memory != nil,
      k0s.kubeletExtraArguments.contains(where: { $0.key == "system-reserved" })
    {
      diagnostics.error(
        resources.mark, "'resources' and the kubelet's flag 'system-reserved' both say what is kept from the pods",
        hint: "leave system-reserved out of k0s.kubeletExtraArgs: nodectl works it out from 'resources'")
    }
  }

  /// What nodectl lays over its own template, whose services it knows.
  private func checkTemplate(_ diagnostics: Diagnostics) {
    func refuse(_ mark: Mark, _ setting: String, _ hint: String) {
      diagnostics.error(
        mark, "'\(setting)' works with 'template: \(runtime.kind.rawValue)' alone",
        hint: "use that, or in a template of your own \(hint)")
    }
    if metrics.value == .host {
      refuse(metrics.mark, "metrics: host", "give the service of k0s 'cgroup: host' and 'pid: host'")
    }
    if resources.value != ResourcesSection() {
      refuse(resources.mark, "resources", "give the services 'cpus', 'mem_limit' and 'pids_limit'")
    }
    if let runtime = runtime.defaultRuntime {
      refuse(
        runtime.mark, "runtime.defaultRuntime",
        "give the service of CRI-O 'command: [--default-runtime=\(runtime.value.rawValue)]'")
    }
    if let arguments = runtime.extraArguments {
      refuse(arguments.mark, "runtime.extraArgs", "give the service of CRI-O a 'command'")
    }
    if let file = runtime.files.first {
      refuse(file.mark, "a file of the runtime", "give the service 'configs'")
    }
    if let mark = runtime.runtimes.first?.mark ?? runtime.nvidia?.mark {
      refuse(mark, "a runtime beside containerd's", "give the service of k0s 'volumes' with its programs")
    }
    if hostSysctls.value == .refuse {
      refuse(
        hostSysctls.mark, "hostSysctls: refuse", "pass the kubelet --protect-kernel-defaults=true")
    }
  }
}
