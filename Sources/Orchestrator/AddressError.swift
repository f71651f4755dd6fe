/// Why the node's address could not be read.
package enum AddressError: Error, Equatable {
  case notPrinted(String)
}

extension AddressError: CustomStringConvertible {
  package var description: String {
    switch self {
    case .notPrinted(let service):
      "the health check of \(service) succeeds and prints no address; let it print the output of "
        + "'zerotier-cli get NETWORK ip4', or set k0s.nodeIP to the node's address"
    }
  }
}
