/// Why a node's lock was not taken.
package enum NodeLockError: Error, Equatable {
  case held(String, by: String)
}

extension NodeLockError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .held(let node, let holder):
      "\(holder) is at work on \(node); run again when it has ended, or without --no-lock-wait to wait for it"
    }
  }
}
