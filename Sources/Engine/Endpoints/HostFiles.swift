/// The files of a user's that say where engines are and what opens registries; given from outside, so that resolving
/// reaches for nothing itself.
package struct HostFiles {
  /// A file's text; nil if it is not there.
  package let read: (_ path: String) -> String?
  /// A path without symbolic links; nil if nothing is there.
  package let resolve: (_ path: String) -> String?
  /// The names in a directory; none if it is not there.
  package let names: (_ path: String) -> [String]

  package init(
    read: @escaping (String) -> String?, resolve: @escaping (String) -> String?,
    names: @escaping (String) -> [String] = { _ in [] }
  ) {
    (self.read, self.resolve, self.names) = (read, resolve, names)
  }
}
