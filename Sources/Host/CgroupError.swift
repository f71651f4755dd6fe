package import SystemPackage

/// Why a cgroup cannot be made as it should be.
package enum CgroupError: Error, Equatable {
  case notMade(FilePath, Errno)
  case controllerNotGiven(String, by: FilePath, Errno)
}

extension CgroupError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notMade(let path, .readOnlyFileSystem), .controllerNotGiven(_, by: let path, .readOnlyFileSystem):
      "\(path): the cgroups are read-only here; run nodectl on the host, or in a container that may change them"
    case .notMade(let path, let errno): "\(path) cannot be made: \(errno)"
    case .controllerNotGiven("cpu", by: let file, .invalidArgument):
      "\(file): the kernel does not give the controller cpu while a process of the host has a real-time priority; "
        + "end it, or boot with a kernel without CONFIG_RT_GROUP_SCHED"
    case .controllerNotGiven(let controller, by: let file, .resourceBusy):
      "\(file): the controller \(controller) cannot be given on, for processes are in that cgroup itself; "
        + "run nodectl on the host, not in a container"
    case .controllerNotGiven(let controller, by: let file, let errno):
      "\(file): the controller \(controller) cannot be given on: \(errno)"
    }
  }
}
