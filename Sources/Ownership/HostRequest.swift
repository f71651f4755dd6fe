/// What is asked of the hands on a host; JSON where they are a program of their own.
package enum HostRequest: Sendable, Equatable, Codable {
  /// Say what a node depends on: ``HostResponse/surveyed(_:)``.
  case survey(HostQuestion)
  /// Note what shows the processes of the marked containers, which run: ``HostResponse/noted(_:)``.
  case note(NodeMarks)
  /// Wait until a process has ended, which may have to be asked to: ``HostResponse/ended(_:)``.
  case awaitEnd(ProcessIdentity, isAsked: Bool, milliseconds: Int)
  /// Look for what is the node's: ``HostResponse/found(_:)``.
  case find(NodeMarks)
  /// End the processes that the marks mean: ``HostResponse/cleaned(_:)``.
  case endProcesses(NodeMarks)
  /// End the processes, unmount what leaked, remove empty cgroups: ``HostResponse/cleaned(_:)``.
  case clear(NodeMarks)
  /// Look whether the kubelet with this data directory has joined a cluster: ``HostResponse/joined(_:)``.
  case findCredentials(dataDirectory: String)
  /// Delete what that kubelet joined with, while it does not run: ``HostResponse/cleaned(_:)``.
  case resetCredentials(dataDirectory: String)
  /// Make a cgroup that is to be a node's, give it the controllers that it lacks, and make the node's data directory, which
  /// not every engine does for a container with the host's cgroups: ``HostResponse/done``.
  case make(NodeCgroup, dataDirectory: String?)
  /// Say how the kernel settings are that kubelets change: ``HostResponse/sysctls(_:canSet:)``.
  case readSysctls
  /// Make those of the changes whose old value still stands; none while a kubelet runs, whoever's it is:
  /// ``HostResponse/restored(_:)``.
  case restore([SysctlChange])
  /// Delete the data directory, once nothing is mounted below it: ``HostResponse/cleaned(_:)``.
  case purge(dataDirectory: String)
}
