/// A device of the host in a container.
package struct DeviceMapping: Codable, Hashable, Sendable {
  package var hostPath: String
  package var containerPath: String
  /// Of `r`, `w` and `m`.
  package var permissions: String

  package init(hostPath: String, containerPath: String, permissions: String = "rwm") {
    self.hostPath = hostPath
    self.containerPath = containerPath
    self.permissions = permissions
  }

  private enum CodingKeys: String, CodingKey {
    case hostPath = "PathOnHost"
    case containerPath = "PathInContainer"
    case permissions = "CgroupPermissions"
  }
}
