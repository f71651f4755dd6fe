@testable import ZeroTier

/// ZeroTier's own test identity, from its `selftest.cpp`.
enum Samples {
  static let address = "8e4df28b72"
  static let publicKey =
    "ac3d46abe0c21f3cfe7a6c8d6a85cfcffcb82fbd55af6a4d6350657c68200843"
    + "fa2e16f9418bbd9702cae365f2af5fb4c420908b803a681d4daef6114d78a2d7"
  static let secretKey =
    "bd8dd6e4ce7022d2f812797a80c6ee8ad180dc4ebf301dec8b06d1be08832bdd"
    + "d63a2f1cfa7b2c504474c75bdc8898ba476ef92e8e2d0509f8441985171ff16e"
  static let publicText = "\(address):0:\(publicKey)"
  static let secretText = "\(publicText):\(secretKey)"
}
