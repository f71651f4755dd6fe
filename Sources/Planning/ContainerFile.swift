import Compose

/// A file that is put into a container before it starts.
package struct ContainerFile: Sendable {
  /// An absolute path in the container.
  package let path: String
  package let uid: Int
  package let gid: Int
  package let mode: Int
  package let content: [UInt8]

  /// `mode` is for a grant that has none.
  init(_ grant: FileGrant, _ content: [UInt8], mode: Int) {
    (path, uid, gid, self.content) = (grant.target, grant.uid, grant.gid, content)
    self.mode = grant.mode ?? mode
  }
}
