import Glibc
import Host
import TestSupport
import Testing

/// Held against a socket like systemd's.
@Suite struct ServiceNotificationTests {
  @Test func `what a service says arrives as one datagram, in systemd's words`() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/notify"
    let socket = try NotifySocket(path)
    let service = ServiceNotification(environment: ["NOTIFY_SOCKET": path])
    service.ready("keeping edge-01")
    #expect(socket.receive() == "READY=1\nSTATUS=keeping edge-01")
    service.alive()
    #expect(socket.receive() == "WATCHDOG=1")
    service.stopping()
    #expect(socket.receive() == "STOPPING=1")
    service.reloading()
    #expect(socket.receive().hasPrefix("RELOADING=1\nMONOTONIC_USEC="))
  }

  @Test func `who was not started as a service says nothing`() {
    ServiceNotification(environment: [:]).ready("")
    ServiceNotification(environment: ["NOTIFY_SOCKET": "/nonexistent/socket"]).ready("")
  }

  @Test func `the watchdog is for the process that systemd names`() {
    let usual = ServiceNotification(environment: ["WATCHDOG_USEC": "30000000", "WATCHDOG_PID": "\(getpid())"])
    #expect(usual.watchdogInterval == .seconds(30))
    #expect(ServiceNotification(environment: ["WATCHDOG_USEC": "1", "WATCHDOG_PID": "1"]).watchdogInterval == nil)
    #expect(ServiceNotification(environment: [:]).watchdogInterval == nil)
  }
}

/// A datagram socket at a path.
private final class NotifySocket {
  private struct CannotBind: Error {}

  private let descriptor: Int32

  init(_ path: String) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    let result = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard result == 0 else { throw CannotBind() }
  }

  deinit { close(descriptor) }

  func receive() -> String {
    var buffer = [UInt8](repeating: 0, count: 512)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return String(decoding: buffer.prefix(max(0, count)), as: UTF8.self)
  }
}
