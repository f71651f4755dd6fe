/// A resource limit (`setrlimit`) of a container's processes.
package struct Ulimit: Encodable, Hashable, Sendable {
  /// In lower case, without the prefix: `nofile`.
  package var name: String
  package var soft: Int64
  package var hard: Int64

  package init(name: String, soft: Int64, hard: Int64) {
    self.name = name
    self.soft = soft
    self.hard = hard
  }

  private enum CodingKeys: String, CodingKey {
    case name = "Name"
    case soft = "Soft"
    case hard = "Hard"
  }
}
