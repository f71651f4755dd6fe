/// The files that say where engines are; given from outside, so that resolving reaches for nothing itself.
package struct HostFiles {
  /// A file's text; nil if it is not there.
  package let read: (_ path: String) -> String?
  /// A path without symbolic links; nil if nothing is there.
  package let resolve: (_ path: String) -> String?

  package init(read: @escaping (String) -> String?, resolve: @escaping (String) -> String?) {
    self.read = read
    self.resolve = resolve
  }
}
