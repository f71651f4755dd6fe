import FoundationEssentials
import Glibc
import Host
import Ownership
import SystemPackage

/// The hands on a host as a program of its own, which needs nothing but a kernel: it runs in any image.
///
/// `nodectl-host FILE` does the request in the file (`-` for standard input) and writes the response to standard output;
/// `nodectl-host wait SECONDS` only keeps its container running.
@main enum NodectlHost {
  private static let requestLimit = 64 << 20

  static func main() {
    let arguments = CommandLine.arguments.dropFirst()
    switch (arguments.first, arguments.last.flatMap(UInt32.init)) {
    case ("wait", let seconds?): wait(seconds)
    case (let file?, _) where arguments.count == 1: print(response(to: FilePath(file)))
    default:
      _ = try? FileDescriptor.standardError.writeAll("usage: nodectl-host FILE | nodectl-host wait SECONDS\n".utf8)
      exit(64)
    }
  }

  /// The first process of a container ignores signals that it has no handler for, so it waits for them.
  private static func wait(_ seconds: UInt32) {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGTERM)
    sigprocmask(SIG_BLOCK, &signals, nil)
    var limit = timespec(tv_sec: Int(seconds), tv_nsec: 0)
    sigtimedwait(&signals, nil, &limit)
  }

  private static func response(to file: FilePath) -> String {
    let response: HostResponse
    do {
      let request = try JSONDecoder().decode(
        HostRequest.self, from: Data(try FileReader.read(file, limit: requestLimit)))
      // From here on, paths are the host's.
      response =
        HostMounts.enter() ? LocalHands().perform(request) : .failed("the host's mount namespace cannot be entered")
    } catch {
      response = .failed("\(error)")
    }
    guard let bytes = try? JSONEncoder().encode(response) else { preconditionFailure("responses are plain data") }
    return String(decoding: bytes, as: UTF8.self)
  }
}
