import Glibc
import Subprocess
import SystemPackage

/// Podman's API service, started for as long as nodectl needs it where the host runs none.
package enum PodmanService {
  private static let sockets = "/run/nodectl/podman-"

  /// Whether a socket is of such a service, behind which there is the same Podman for all.
  package static func isOwn(socket path: String) -> Bool { path.hasPrefix(sockets) }

  /// Whether this host has Podman and this user may start its rootful service.
  package static func isAvailable(path: String) -> Bool { geteuid() == 0 && Program.find("podman", path: path) != nil }

  /// Runs the body with the path of a socket that only root can use, on which Podman answers.
  ///
  /// The service ends with the body, and by itself when nobody has used it for a minute, should nodectl be killed.
  /// Throws ``PodmanServiceError`` where it does not come up.
  package static func run<Result: Sendable>(
    path: String, _ body: @Sendable (_ socket: String) async throws -> Result
  ) async throws -> Result {
    guard let executable = Program.find("podman", path: path) else { throw PodmanServiceError.notInstalled }
    let directory = FilePath("/run/nodectl")
    guard mkdir(directory.string, 0o700) == 0 || errno == EEXIST else {
      throw PodmanServiceError.noSocket("\(directory): \(Errno(rawValue: errno))")
    }
    // One process may need several, each for as long as a node of its takes.
    let socket = FilePath("\(sockets)\(getpid())-\(UInt32.random(in: 0 ... .max)).sock")
    unlink(socket.string)
    defer { unlink(socket.string) }
    var options = PlatformOptions()
    options.processGroupID = 0  // or Ctrl-C at the terminal would end it before nodectl is done with it
    options.teardownSequence = [.gracefulShutDown(allowedDurationToNextStep: .seconds(5))]
    return try await Subprocess.run(
      .path(executable), arguments: ["system", "service", "--time", "60", "unix://\(socket)"], platformOptions: options,
      input: .none, output: .discarded, error: .discarded
    ) { service in
      do {
        try await waitForSocket(socket)
        let result = try await body(socket.string)
        await service.teardown(using: options.teardownSequence)
        return result
      } catch {
        await service.teardown(using: options.teardownSequence)
        throw error
      }
    }.closureResult
  }

  private static func waitForSocket(_ socket: FilePath) async throws {
    let deadline = ContinuousClock.now + .seconds(10)
    while access(socket.string, F_OK) != 0 {
      guard ContinuousClock.now < deadline else {
        throw PodmanServiceError.noSocket("'podman system service' has made no socket within 10 seconds")
      }
      try await Task.sleep(for: .milliseconds(20))
    }
  }
}
