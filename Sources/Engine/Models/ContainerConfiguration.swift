/// A container to be created; what is nil or empty is the image's or the engine's default.
package struct ContainerConfiguration: Encodable, Sendable {
  package var image: String
  package var hostname: String?
  package var user: String?
  package var workingDirectory: String?
  /// `[]` takes the image's away.
  package var entrypoint: [String]?
  package var command: [String]?
  /// `NAME=value`.
  @OrEmpty package var environment: [String] = []
  @OrEmpty package var labels: [String: String] = [:]
  package var healthCheck: HealthCheck?
  package var stopSignal: String?
  /// In seconds.
  package var stopTimeout: Int?
  package var tty: Bool?
  /// By `port/protocol`.
  @OrEmpty package var exposedPorts: [String: EmptyObject] = [:]
  package var host: HostConfiguration
  package var networking: NetworkingConfiguration?

  package init(image: String, host: HostConfiguration = HostConfiguration()) {
    self.image = image
    self.host = host
  }

  private enum CodingKeys: String, CodingKey {
    case image = "Image"
    case hostname = "Hostname"
    case user = "User"
    case workingDirectory = "WorkingDir"
    case entrypoint = "Entrypoint"
    case command = "Cmd"
    case environment = "Env"
    case labels = "Labels"
    case healthCheck = "Healthcheck"
    case stopSignal = "StopSignal"
    case stopTimeout = "StopTimeout"
    case tty = "Tty"
    case exposedPorts = "ExposedPorts"
    case host = "HostConfig"
    case networking = "NetworkingConfig"
  }
}
