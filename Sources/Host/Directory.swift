import FoundationEssentials
package import SystemPackage

/// Looks at directories.
package enum Directory {
  /// The names of what is in a directory; none where it cannot be read.
  package static func names(in path: FilePath) -> [String] {
    (try? FileManager.default.contentsOfDirectory(atPath: path.string)) ?? []
  }
}
