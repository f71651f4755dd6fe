import Glibc
import HTTP
import Host
import Orchestrator
import SystemPackage

extension LocalEngineHost {
  /// Where the locks of this user are; nil where the system gives them no place (`pam_systemd` sets the variable).
  private static var lockDirectory: FilePath? {
    if LocalHost.userID == 0 { return "/run/nodectl" }
    return ProcessEnvironment.current["XDG_RUNTIME_DIR"].map { FilePath($0).appending("nodectl") }
  }

  func lock(_ node: String, on engine: Endpoint) throws -> LockAttempt {
    guard let directory = Self.lockDirectory else {
      return .unavailable("set XDG_RUNTIME_DIR to a directory of yours, such as /run/user/\(LocalHost.userID)")
    }
    let path = directory.appending("\(node)@\(Self.fileName(of: engine)).lock")
    let holder = "\(CommandLine.arguments.joined(separator: " ")) (pid \(getpid()))"
    if let lock = try FileLock.take(path, holder: holder) { return .taken(lock) }
    return .held(by: FileLock.holder(of: path) ?? "another nodectl")
  }

  /// The same for all names of one socket, and for all services of this host's Podman.
  static func fileName(of engine: Endpoint) -> String {
    let name =
      switch engine {
      case .unix(let path) where PodmanService.isOwn(socket: path): "/run/podman/podman.sock"
      case .unix(let path): LocalHost.resolve(path) ?? path
      default: "\(engine)"
      }
    return String(name.map { $0.isLetter || $0.isNumber || $0 == "." || $0 == "-" ? $0 : "_" })
  }
}

extension FileLock: NodeLock {}
