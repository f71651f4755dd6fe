import CLibCurl
import Glibc
import Locking

/// Runs an actor's jobs and curl's transfers in turn on one thread.
///
/// The actor that names it as its executor is where curl's handles live, so the compiler keeps every use of them on
/// that thread. Only `curl_multi_wakeup` is called from elsewhere, as curl allows.
final class CurlExecutor: SerialExecutor {
  private struct Inbox {
    var jobs: [UnownedJob] = []
    var stopped = false
    var thread: pthread_t?
  }

  let multi = MultiHandle()
  private let inbox = Locked(Inbox())
  private let completed: @Sendable (UnsafePointer<CURLMsg>) -> Void

  /// Starts the thread; `completed` is called on it for each transfer that ended.
  init(completed: @escaping @Sendable (UnsafePointer<CURLMsg>) -> Void) {
    self.completed = completed
    startThread { self.run() }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    // Once a client's deinit is queued, only the thread holds this executor, and lets go of it when that has run.
    let executor = Unmanaged.passRetained(self)
    defer { executor.release() }
    let job = UnownedJob(job)
    let wake = inbox.withLock { inbox in
      inbox.jobs.append(job)
      return inbox.jobs.count == 1 && !Self.isCurrent(inbox)
    }
    if wake { curl_multi_wakeup(multi.pointer) }
  }

  func checkIsolated() { precondition(isCurrent, "not on curl's thread") }

  func isIsolatingCurrentContext() -> Bool? { isCurrent }

  /// Lets the thread finish its queued jobs and end.
  func stop() {
    inbox.withLock { $0.stopped = true }
    curl_multi_wakeup(multi.pointer)
  }

  private var isCurrent: Bool { inbox.withLock { Self.isCurrent($0) } }

  private static func isCurrent(_ inbox: Inbox) -> Bool {
    inbox.thread.map { pthread_equal($0, pthread_self()) != 0 } ?? false
  }

  private func run() {
    inbox.withLock { $0.thread = pthread_self() }
    while true {
      let (jobs, stopped) = inbox.withLock { inbox in
        defer { inbox.jobs = [] }
        return (inbox.jobs, inbox.stopped)
      }
      for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
      if stopped && jobs.isEmpty { return }
      transfer()
    }
  }

  private func transfer() {
    var running: Int32 = 0
    curl_multi_perform(multi.pointer, &running)
    var queued: Int32 = 0
    while let message = curl_multi_info_read(multi.pointer, &queued) {
      if message.pointee.msg == CURLMSG_DONE { completed(message) }
    }
    // Without jobs there is nothing to do until a socket moves, curl's own timer runs out or a job arrives.
    if inbox.withLock({ $0.jobs.isEmpty && !$0.stopped }) { multi.poll() }
  }
}

/// Starts a detached thread, on which signals are never delivered; Foundation's `Thread` would link all of Foundation.
private func startThread(_ body: @escaping @Sendable () -> Void) {
  var everything = sigset_t()
  var before = sigset_t()
  sigfillset(&everything)
  pthread_sigmask(SIG_SETMASK, &everything, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }

  var thread = pthread_t()
  let box = Unmanaged.passRetained(Box(body))
  let result = pthread_create(
    &thread, nil,
    { context in
      if let context { Unmanaged<Box<@Sendable () -> Void>>.fromOpaque(context).takeRetainedValue().value() }
      return nil
    }, box.toOpaque())
  guard result == 0 else { fatalError("cannot start a thread: \(String(cString: strerror(result)))") }
  pthread_detach(thread)
}

private final class Box<Value: Sendable>: Sendable {
  let value: Value
  init(_ value: Value) { self.value = value }
}
