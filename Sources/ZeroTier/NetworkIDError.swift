/// Why a text is no network ID.
package enum NetworkIDError: Error, Equatable {
  /// A character, counted from 1, is no hex digit.
  case notHex(position: Int)
  /// So many digits instead of sixteen.
  case length(Int)
  /// The first ten digits are zero, which no controller can have as its address.
  case noController
}

extension NetworkIDError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notHex(let position):
      "a ZeroTier network ID has only the digits 0-9 and a-f, but its character \(position) is none; "
        + "copy it from the network's controller"
    case .length(let length):
      "a ZeroTier network ID has \(NetworkID.digits) digits, but this has \(length); "
        + "copy it from the network's controller"
    case .noController:
      "a ZeroTier network ID begins with the address of its controller, but this begins with zeros; "
        + "put the ID of a real network here"
    }
  }
}
