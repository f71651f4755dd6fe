import Glibc
package import SystemPackage

/// The environment that the process was started with.
package enum ProcessEnvironment {
  /// The variables by their names; what is no `NAME=value` is left out.
  package static var current: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee.map({ String(cString: $0) }) {
      if let separator = text.firstIndex(of: "="), separator != text.startIndex {
        variables[String(text[..<separator])] = String(text[text.index(after: separator)...])
      }
      entry += 1
    }
    return variables
  }

  /// The absolute path of the working directory; the root where it was removed.
  package static var workingDirectory: FilePath {
    var path = [CChar](repeating: 0, count: Int(PATH_MAX))
    return getcwd(&path, path.count).map { FilePath(String(cString: $0)) } ?? "/"
  }

  /// Has a write to a pipe that nobody reads any more fail, rather than end the process.
  package static func outliveReaders() { signal(SIGPIPE, SIG_IGN) }
}
