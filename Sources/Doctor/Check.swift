/// A question that is asked of a host and its engine, by the name that `--skip-check` and JSON know it by.
package enum Check: String, Sendable, CaseIterable, Encodable {
  case secrets
  case engine
  case rootful
  case cgroups
  case storageDriver = "storage-driver"
  case healthChecks = "health-checks"
  case boot
  case otherNodes = "other-nodes"
  case host
  case tun
  case kvm
  case fuse
  case runtimePrograms = "runtime-programs"
  case nvidia
  case runtimeSocket = "runtime-socket"
  case cgroupDriver = "cgroup-driver"
  case kernelModules = "kernel-modules"
  case cgroupControllers = "cgroup-controllers"
  case limits
  case clock
  case hostPort = "host-port"
  case dataDirectory = "data-directory"
  case joined
  case disk
  case usage
  case leftovers
  case resources
  case hostMetrics = "host-metrics"
  case hostSysctls = "host-sysctls"
  case apiServer = "api-server"
}
