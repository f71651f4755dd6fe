/// Who makes the cgroups of pods: the kubelet and its runtime have to agree, or no pod starts.
package enum CgroupDriver: String, Sendable, CaseIterable {
  case systemd
  case cgroupfs
}
