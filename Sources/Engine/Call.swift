package import HTTP

/// One call of the engine's API, as errors name it: `POST /containers/{name}/start (edge-01-zerotier-1)`.
package struct Call: Hashable, Sendable {
  package let method: Method
  /// The route as the API's reference writes it, without a version; `{name}` stands for the subject.
  package let route: String
  /// The container, network, volume, image or exec session that it is about.
  package let subject: String?

  init(_ method: Method, _ route: String, _ subject: String? = nil) {
    self.method = method
    self.route = route
    self.subject = subject
  }
}

extension Call {
  /// The longest that a call may take that says nothing else.
  package static let usualTimeout = Duration.seconds(60)

  /// The request's path at a version of the API; nil: unversioned.
  func path(at version: Version?) -> String {
    let prefix =
      // Podman serves its own routes with a version only, and takes any from 4.0.0 on.
      route.hasPrefix("/libpod/") ? "/v4.0.0" : version.map { "/v\($0.short)" } ?? ""
    let parts = route.split(separator: "{name}", omittingEmptySubsequences: false)
    return prefix + parts.joined(separator: subject ?? "")
  }
}

extension Call: CustomStringConvertible {
  package var description: String { "\(method.rawValue) \(route)" + (subject.map { " (\($0))" } ?? "") }
}
