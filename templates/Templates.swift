/// The compose files of this folder, as they are in the binary.
package enum Templates {
  package static var crioKrun: String { text(PackageResources.crio_krun_yaml) }
  package static var containerd: String { text(PackageResources.containerd_yaml) }
  package static var external: String { text(PackageResources.external_yaml) }
  package static var classic: String { text(PackageResources.classic_yaml) }
  package static var hostMetrics: String { text(PackageResources.host_metrics_yaml) }
  package static var systemdCgroups: String { text(PackageResources.systemd_cgroups_yaml) }
  package static var metricsExporter: String { text(PackageResources.metrics_exporter_yaml) }
  package static var assignedAddress: String { text(PackageResources.assigned_address_yaml) }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
}
