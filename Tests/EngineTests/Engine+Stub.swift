import HTTP
import TestSupport

@testable import Engine

extension Engine {
  static func connect(_ stub: StubEngine) async throws -> Engine { try await connect(.unix(path: stub.path)) }
}

/// The image that stubs of these tests hold.
let busybox = "docker.io/library/busybox:latest"

extension ContainerConfiguration {
  /// A container with a health check and the labels of a project.
  static func probed(_ project: String = "edge-01", retries: Int = 3) -> ContainerConfiguration {
    var configuration = ContainerConfiguration(image: busybox)
    configuration.labels = ["com.docker.compose.project": project]
    configuration.healthCheck = HealthCheck(test: ["CMD-SHELL", "true"], interval: .seconds(15), retries: retries)
    return configuration
  }
}
