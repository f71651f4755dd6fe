import NodeSpec
import Runtimes
import Templates
import YAML

/// What goes over a template of nodectl's own for what a spec says.
extension Stack {
  static func overlays(_ spec: NodeSpec, _ runtimeFiles: [RuntimeFile]) -> [Source] {
    let service = spec.runtime.kind.service
    var overlays: [Source] = []
    func add(_ name: String, _ text: String, if applies: Bool = true) {
      if applies { overlays.append(Source(name: "templates/overlays/\(name).yaml", text: text)) }
    }
    add("assigned-address", Templates.assignedAddress, if: spec.k0s.nodeIP.value == .assigned)
    add("host-metrics", Templates.hostMetrics, if: spec.metrics.value == .host)
    add("metrics-exporter", Templates.metricsExporter, if: spec.metrics.value == .exporter)
    add("systemd-cgroups", Templates.systemdCgroups, if: spec.runtime.external?.cgroupDriver.value == .systemd)
    if let limits = limits(of: spec.resources.value) {
      add("limits", Emitter.text(["services": .mapping([Value.Entry(service, limits)])]))
    }
    let arguments = arguments(of: spec.runtime)
    if !arguments.isEmpty {
      add(
        "runtime-arguments",
        Emitter.text([
          "services": .mapping([
            Value.Entry(service, ["command": .strings(arguments.map(Interpolator.escape))])
          ])
        ]))
    }
    let mounts = HostMount.all(of: spec.runtime).map { Mount($0).rendered }
    if !mounts.isEmpty {
      let volumes: Value = ["volumes": .sequence(mounts.map { $0.mapTexts(Interpolator.escape) })]
      add("runtime-mounts", Emitter.text(["services": .mapping([Value.Entry(service, volumes)])]))
    }
    if !runtimeFiles.isEmpty { add("runtime-files", Emitter.text(configs(runtimeFiles, for: service))) }
    return overlays
  }

  /// The service that the pods run in has the limits of a node: they live in its cgroup.
  private static func limits(of resources: ResourcesSection) -> Value? {
    var limits = FieldWriter()
    if resources.cpus != nil { limits["cpus"] = "${NODE_CPUS}" }
    if resources.memory != nil { limits["mem_limit"] = "${NODE_MEMORY}" }
    if resources.pids != nil { limits["pids_limit"] = "${NODE_PIDS}" }
    return limits.isEmpty ? nil : limits.mapping
  }

  /// What CRI-O is started with: its image has an entry point that takes flags.
  private static func arguments(of runtime: RuntimeSection) -> [String] {
    (runtime.defaultRuntime.map { ["--default-runtime=\($0.value.rawValue)"] } ?? [])
      + (runtime.extraArguments?.value ?? []).map { "--\($0.key)=\($0.value)" }
  }

  private static func configs(_ files: [RuntimeFile], for service: String) -> Value {
    let grants = files.map { FileGrant($0.name, at: $0.path).rendered }
    // What looks like a variable in them is none.
    let configs = files.map {
      Value.Entry($0.name, Config(key: $0.name, content: Interpolator.escape($0.content)).rendered)
    }
    return [
      "services": .mapping([Value.Entry(service, ["configs": .sequence(grants)])]), "configs": .mapping(configs),
    ]
  }
}

extension Mount {
  /// What the host unmounts below a directory is not kept from it: slaves follow.
  fileprivate init(_ mount: HostMount) {
    self.init(
      .bind(mount.source, propagation: mount.isDirectory ? .rslave : nil), at: mount.target, readOnly: true)
  }
}

extension RuntimeSection.Kind {
  /// The service of nodectl's own template that runs the pods.
  fileprivate var service: String {
    switch self {
    case .crioKrun: "crio-krun"
    case .containerd, .criDockerd, .external: "k0s"
    }
  }
}
