/// An image that the engine holds.
package struct Image: Decodable, Hashable, Sendable {
  /// The digest of its configuration.
  package let id: String
  /// Short from Docker (`busybox:latest`), full from Podman (`docker.io/library/busybox:latest`).
  @OrEmpty package var tags: [String]
  /// `name@sha256:…`, as registries know it; Docker has none for an image that was loaded.
  @OrEmpty package var digests: [String]

  private enum CodingKeys: String, CodingKey {
    case id = "Id"
    case tags = "RepoTags"
    case digests = "RepoDigests"
  }
}
