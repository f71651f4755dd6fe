import NodeSpec
package import YAML

/// What NVIDIA's GPU operator has to know of containerd in k0s (k0s's `docs/runtime.md`).
package enum GPUOperator {
  /// The drop-in that the operator writes, among k0s's.
  private static let dropIn = ContainerdConfiguration.dropIns + "/\(NVIDIASection.dropIn)"

  /// The values of its Helm chart.
  ///
  /// The driver is the host's: one of the operator's would be loaded into a kernel that others use, too.
  package static let values: Value = [
    "operator": ["defaultRuntime": "containerd"],
    "driver": ["enabled": false],
    "hostPaths": ["driverInstallDir": .string(NVIDIASection.driverTarget)],
    "toolkit": ["enabled": true, "env": .sequence(environment.map { ["name": .string($0), "value": .string($1)] })],
  ]

  private static let environment = [
    // It is to write its drop-in and leave k0s's own file alone.
    ("RUNTIME_CONFIG", "/tmp/nvidia-operator-dummy-import.toml"),
    ("RUNTIME_DROP_IN_CONFIG", dropIn),
    ("CONTAINERD_SOCKET", "/run/k0s/containerd.sock"),
    ("RUNTIME_EXECUTABLE_PATH", "/var/lib/k0s/bin/containerd"),
    ("CONTAINERD_RUNTIME_CLASS", NVIDIASection.handler),
    ("CONTAINERD_SET_AS_DEFAULT", "false"),
  ]
}
