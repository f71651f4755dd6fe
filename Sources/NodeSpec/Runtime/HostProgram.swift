package import YAML

/// A program of the engine's host that a node's runtime starts.
package struct HostProgram: Sendable {
  /// An absolute path of the engine's host.
  package let path: String
  /// Where the spec has it, or what it follows from.
  package let mark: Mark
  /// Under which containerd or a shim looks for it.
  package let name: String

  /// Where it is in the container: on the path of what k0s starts.
  package var target: String { "/usr/local/bin/\(name)" }

  /// `name` is the last part of the path where it is nil.
  init(_ path: String, at mark: Mark, name: String? = nil) throws(InvalidValue) {
    guard path.hasPrefix("/"), !path.hasSuffix("/") else {
      throw InvalidValue(
        "\(Redaction.quote(path)) is not the path of a program on the engine's host",
        hint: "write it from the root on: /usr/local/bin/runsc")
    }
    guard !path.contains(":") else {
      throw InvalidValue(
        "the path of a program must not contain ':'", hint: "engines separate the parts of a bind mount with it")
    }
    let name = name ?? String(path.split(separator: "/").last ?? "")
    guard name != "k0s" else { throw InvalidValue("'k0s' would take the place of k0s itself", hint: "rename the file") }
    (self.path, self.mark, self.name) = (path, mark, name)
  }

  private init(path: String, at mark: Mark) {
    (self.path, self.mark) = (path, mark)
    name = String(path.split(separator: "/").last ?? "")
  }

  /// Where k0s's documentation has gVisor installed.
  static func gvisor(at mark: Mark) -> (shim: HostProgram, runsc: HostProgram) {
    let directory = "/usr/local/bin"
    return (
      HostProgram(path: "\(directory)/\(RuntimeType.gvisor.shim)", at: mark),
      HostProgram(path: "\(directory)/runsc", at: mark)
    )
  }
}
