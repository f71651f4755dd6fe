import CLinux
import Dispatch
import Glibc
import SystemPackage

/// A process, held by a pidfd: whatever its pid comes to mean, signals go to it or to nobody.
struct ProcessHandle: ~Copyable {
  private let descriptor: FileDescriptor

  /// Nil where nothing bears the pid.
  ///
  /// What does may not be who was meant: ask after it once it is held.
  init?(_ pid: Int32) {
    let descriptor = cl_pidfd_open(pid)
    guard descriptor >= 0 else { return nil }
    self.descriptor = FileDescriptor(rawValue: descriptor)
  }

  deinit { try? descriptor.close() }

  /// Sends a signal; no matter if the process has ended.
  borrowing func send(_ signal: Int32) { _ = cl_pidfd_send_signal(descriptor.rawValue, signal) }

  /// Waits until the process has ended, at most for this time; whether it has.
  borrowing func hasEnded(within time: Duration) -> Bool {
    var request = pollfd(fd: descriptor.rawValue, events: Int16(POLLIN), revents: 0)
    let milliseconds = max(.zero, time) / .milliseconds(1)
    return poll(&request, 1, Int32(min(milliseconds.rounded(.up), 60_000))) == 1
  }

  /// Waits for the end of the process, or of the task, on no thread.
  borrowing func end() async {
    // A source may be cancelled from any thread.
    nonisolated(unsafe) let end = DispatchSource.makeReadSource(fileDescriptor: descriptor.rawValue)
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        end.setEventHandler { end.cancel() }
        end.setCancelHandler { continuation.resume() }
        end.activate()
      }
    } onCancel: {
      end.cancel()
    }
  }
}
