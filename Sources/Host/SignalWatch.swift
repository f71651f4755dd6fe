import Dispatch
import Glibc

/// Calls a handler for signals that would otherwise end the process, for as long as it lives; later they are ignored.
package final class SignalWatch {
  private let sources: [any DispatchSourceSignal]

  /// The handler is called on a thread of its own.
  package init(_ signals: [Int32], handler: @escaping @Sendable (Int32) -> Void) {
    sources = signals.map { number in
      signal(number, SIG_IGN)  // the source sees it all the same
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { handler(number) }
      source.resume()
      return source
    }
  }

  deinit { for source in sources { source.cancel() } }
}
