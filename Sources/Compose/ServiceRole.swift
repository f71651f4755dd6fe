/// What a service is for in a node, told by its image, or else by its name.
package enum ServiceRole: String, Sendable, CaseIterable {
  case zerotier
  case runtime = "crio"
  case worker = "k0s"

  package init?(service: String, image: String) {
    let repository = image.split(separator: "/").last ?? ""
    let role =
      Self.allCases.first { repository.hasPrefix($0.rawValue) }
      ?? Self.allCases.first {
        service.hasPrefix($0.rawValue)
      }
    guard let role else { return nil }
    self = role
  }
}
