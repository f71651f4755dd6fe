import YAML

extension NodeSpec {
  /// Rules that span fields.
  func checkRules(_ diagnostics: Diagnostics) {
    if template.value == .classic, k0s.nodeIP.value == .assigned {
      diagnostics.error(
        k0s.nodeIP.mark, "the classic template needs the node's address: 'nodeIP: auto' does not work with it",
        hint: "set k0s.nodeIP to the address that ZeroTier assigns, such as 10.147.20.5, or use 'template: crio-krun'")
    }
    if !template.value.runtimes.contains(runtime.kind) {
      let made = template.value.runtimes.map(\.rawValue).joined(separator: "' or '")
      diagnostics.error(
        template.mark, "this template is for 'runtime.kind: \(made)', and the node's is \(runtime.kind.rawValue)",
        hint: "leave 'template' out: a template goes with each kind")
    }
    if template.value != Template(for: runtime.kind) { checkTemplate(diagnostics) }
    if runtime.kind == .containerd, metrics.value == .host {
      diagnostics.error(
        metrics.mark, "with containerd, 'metrics: host' would let the pods out of the node's container",
        hint: "leave it out: a kubelet beside its own containerd sees what its pods use")
    }
    if let external = runtime.external { checkExternal(external, diagnostics) }
    if resources.value.cpus != nil || resources.value.memory != nil,
      k0s.kubeletExtraArguments.contains(where: { $0.key == "system-reserved" })
    {
      diagnostics.error(
        resources.mark, "'resources' and the kubelet's flag 'system-reserved' both say what is kept from the pods",
        hint: "leave system-reserved out of k0s.kubeletExtraArgs: nodectl works it out from 'resources'")
    }
  }

  /// What cannot be said of pods that a runtime of the host's runs.
  private func checkExternal(_ external: ExternalRuntime, _ diagnostics: Diagnostics) {
    let kind = runtime.kind.rawValue
    if metrics.value == .host {
      diagnostics.error(
        metrics.mark, "with 'kind: \(kind)' the kubelet sees the host's cgroups anyhow, those of its pods among them",
        hint: "leave 'metrics: host' out")
    }
    if resources.value != ResourcesSection() {
      diagnostics.error(
        resources.mark, "with 'kind: \(kind)' the pods are in no container of the node's that 'resources' could limit",
        hint: "leave it out; k0s.kubeletExtraArgs: {system-reserved: 'cpu=4,memory=8Gi'} keeps a part from them")
    }
    if let argument = k0s.kubeletExtraArguments.first(where: { $0.key == "config-dir" }) {
      diagnostics.error(
        external.mark, "with 'kind: \(kind)' nodectl sets the kubelet's --\(argument.key) itself",
        hint: "leave config-dir out of k0s.kubeletExtraArgs, and use a worker profile (k0s.profile)")
    }
    if external.cgroupDriver.value == .systemd, k0s.profile == "default" {
      diagnostics.warning(
        external.cgroupDriver.mark,
        "the profile 'default' would have systemd make the pods' cgroups on every node of the cluster",
        hint: "set k0s.profile, such as 'profile: systemd-cri'; nodectl export --format manifests prints that one")
    }
  }

  /// What nodectl lays over its own template, whose services it knows.
  private func checkTemplate(_ diagnostics: Diagnostics) {
    let standard = runtime.kind.isExternal ? "external" : runtime.kind.rawValue
    func refuse(_ mark: Mark, _ setting: String, _ hint: String) {
      diagnostics.error(
        mark, "'\(setting)' works with 'template: \(standard)' alone",
        hint: "use that, or in a template of your own \(hint)")
    }
    if let external = runtime.external, template.value.runtimes.contains(runtime.kind) {
      refuse(external.mark, "runtime.kind: \(runtime.kind.rawValue)", "mount its socket, and pass k0s --cri-socket")
    }
    if metrics.value == .exporter {
      refuse(metrics.mark, "metrics: exporter", "add a service of node-exporter")
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
    if let arguments = k0s.extraArguments {
      refuse(arguments.mark, "k0s.extraArgs", "add them to the 'command' of k0s")
    }
    if hostSysctls.value == .refuse {
      refuse(
        hostSysctls.mark, "hostSysctls: refuse", "pass the kubelet --protect-kernel-defaults=true")
    }
  }
}
