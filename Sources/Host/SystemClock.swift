import CLinux

/// The clock of the host.
package enum SystemClock {
  /// Whether something keeps it right: by the kernel's word, or else by that of systemd-timesyncd.
  package static var isSynchronised: Bool {
    cl_clock_is_synchronised() != 0 || LocalHost.exists("/run/systemd/timesync/synchronized")
  }
}
