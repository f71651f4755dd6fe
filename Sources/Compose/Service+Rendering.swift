package import YAML

extension Service {
  /// The service as compose reads it, keys in a fixed order.
  package var rendered: Value {
    var fields = FieldWriter()
    fields["image"] = .string(image)
    fields["hostname"] = hostname.map(Value.string)
    fields["network_mode"] = networkMode?.rendered
    if networks != [NetworkAttachment(to: "default")], !networks.isEmpty {
      fields["networks"] = .mapping(networks.map { Value.Entry($0.network, $0.rendered) })
    }
    fields["restart"] = restart == .no ? nil : .string(restart.rendered)
    fields["depends_on"] =
      dependsOn.isEmpty ? nil : .mapping(dependsOn.map { Value.Entry($0.service, $0.rendered) })
    renderPrivileges(&fields)
    fields["ports"] = .nonEmpty(ports.map(\.rendered))
    fields["extra_hosts"] = .nonEmpty(extraHosts)
    fields["user"] = user.map(Value.string)
    fields["working_dir"] = workingDirectory.map(Value.string)
    if initProcess { fields["init"] = true }
    fields["entrypoint"] = entrypoint.map { .strings($0) }
    fields["command"] = command.map { .strings($0) }
    fields["environment"] = .nonEmpty(environment)
    fields["labels"] = .nonEmpty(labels)
    if readOnly { fields["read_only"] = true }
    fields["tmpfs"] = .nonEmpty(strings: tmpfs)
    fields["volumes"] = .nonEmpty(volumes.map(\.rendered))
    fields["secrets"] = .nonEmpty(secrets.map(\.rendered))
    fields["configs"] = .nonEmpty(configs.map(\.rendered))
    fields["healthcheck"] = healthcheck?.rendered
    fields["stop_grace_period"] = stopGracePeriod.map { .string(ComposeDuration.text($0)) }
    fields["stop_signal"] = stopSignal.map(Value.string)
    fields["logging"] = logging?.rendered
    return fields.mapping
  }

  private func renderPrivileges(_ fields: inout FieldWriter) {
    if privileged { fields["privileged"] = true }
    fields["cgroup"] = cgroup.map { .string($0.rawValue) }
    fields["pid"] = pid.map { .string($0.rawValue) }
    fields["cap_add"] = .nonEmpty(strings: capAdd)
    fields["cap_drop"] = .nonEmpty(strings: capDrop)
    fields["devices"] = .nonEmpty(devices.map(\.rendered))
    fields["security_opt"] = .nonEmpty(strings: securityOptions)
    fields["sysctls"] = .nonEmpty(sysctls)
    fields["ulimits"] = ulimits.isEmpty ? nil : .mapping(ulimits.map { Value.Entry($0.name, $0.rendered) })
    fields["cpus"] = cpus.map(Value.float)
    fields["mem_limit"] = memoryLimit.map(Value.integer)
    fields["pids_limit"] = pidsLimit.map(Value.integer)
  }
}
