import Dispatch
import Glibc
package import SystemPackage

/// An open file, pipe or terminal at which a task waits without keeping other tasks from running, and gives up when it
/// is cancelled.
///
/// One read or one write at a time. Once cancelled it is of no more use.
package final class InterruptibleFile: Sendable {
  private let file: FileDescriptor
  private let cancelled: (readEnd: FileDescriptor, writeEnd: FileDescriptor)
  private let queue = DispatchQueue(label: "nodectl.file")

  /// The file stays the caller's to close.
  ///
  /// Throws `Errno`.
  package init(_ file: FileDescriptor) throws {
    self.file = file
    cancelled = try FileDescriptor.pipe()
    for end in [cancelled.readEnd, cancelled.writeEnd] { _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC) }
  }

  deinit {
    try? cancelled.readEnd.close()
    try? cancelled.writeEnd.close()
  }

  /// What there is to read, waiting for some; nothing at the end.
  ///
  /// Throws `Errno`, or `CancellationError` where the task is cancelled.
  package func read() async throws -> [UInt8] {
    try await onThread { file in
      try self.whenReady(POLLIN) {
        var bytes = [UInt8](repeating: 0, count: 1 << 15)
        let count = try bytes.withUnsafeMutableBytes { try file.read(into: $0) }
        return Array(bytes[..<count])
      }
    }
  }

  /// Writes all of the bytes; throws as ``read()`` does.
  package func write(_ bytes: [UInt8]) async throws {
    try await onThread { file in
      var rest = bytes[...]
      while !rest.isEmpty {
        // A pipe that is ready takes so much without keeping anybody waiting.
        let count = try self.whenReady(POLLOUT) {
          try rest.prefix(Int(PIPE_BUF)).withUnsafeBytes { try file.write($0) }
        }
        rest = rest.dropFirst(count)
      }
    }
  }

  private func onThread<Result: Sendable>(
    _ body: @escaping @Sendable (FileDescriptor) throws -> Result
  ) async throws -> Result {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        queue.async { continuation.resume(with: Swift.Result { try body(self.file) }) }
      }
    } onCancel: {
      _ = try? cancelled.writeEnd.writeAll([0])
    }
  }

  private func whenReady<Result>(_ event: Int32, _ body: () throws -> Result) throws -> Result {
    while true {
      var waits = [
        pollfd(fd: file.rawValue, events: Int16(event), revents: 0),
        pollfd(fd: cancelled.readEnd.rawValue, events: Int16(POLLIN), revents: 0),
      ]
      guard poll(&waits, nfds_t(waits.count), -1) >= 0 else {
        if errno == EINTR { continue }
        throw Errno(rawValue: errno)
      }
      guard waits[1].revents == 0 else { throw CancellationError() }
      do { return try body() } catch Errno.wouldBlock {}  // somebody else was quicker
    }
  }
}
