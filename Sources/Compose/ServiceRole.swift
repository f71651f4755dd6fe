/// What a service is for in a node, told by what the name of its image begins with, or else its own.
package enum ServiceRole: String, Sendable, CaseIterable {
  case zerotier
  case runtime = "crio"
  case worker = "k0s"

  package init?(service: String, image: String) {
    guard let role = Self(image: image) ?? Self(beginningOf: service) else { return nil }
    self = role
  }

  /// Of its image alone.
  package init?(image: String) { self.init(beginningOf: image.split(separator: "/").last ?? "") }

  private init?(beginningOf name: some StringProtocol) {
    guard let role = Self.allCases.first(where: { name.hasPrefix($0.rawValue) }) else { return nil }
    self = role
  }
}
