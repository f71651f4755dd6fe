import Synchronization

/// UDP ports of test hosts, each given once.
///
/// Of nodes that take the first free one, one whose ZeroTier restarts may find its port taken by another.
enum PortPool {
  private static let next = Mutex(12000)

  static func take() -> Int {
    next.withLock { next in
      next += 1
      return next
    }
  }
}
