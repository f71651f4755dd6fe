/// `hostSysctls:` of a spec: whether the kubelet may change kernel settings that have no namespace.
package enum HostSysctlsPolicy: String, Sendable, CaseIterable {
  case allow
  /// The kubelet does not start unless they are as it wants them.
  case refuse
}
