package import SystemPackage

/// The modules of the kernel.
package enum KernelModules {
  /// Those that are loaded or built in, with `_` for `-` in their names; nil where the kernel loads none.
  package static func present(root: FilePath = "/") -> Set<String>? {
    guard let loaded = text(root.appending("proc/modules")) else { return nil }
    // Lists those with parameters even where they are built in.
    var names = Directory.names(in: root.appending("sys/module"))
    names += loaded.split(separator: "\n").compactMap { $0.split(separator: " ").first.map(String.init) }
    let release = text(root.appending("proc/sys/kernel/osrelease"))?.filter { !$0.isWhitespace } ?? ""
    let builtIn = text(root.appending("lib/modules/\(release)/modules.builtin")) ?? ""
    names += builtIn.split(separator: "\n").compactMap { FilePath(String($0)).stem }
    return Set(names.map { $0.replacing("-", with: "_") })
  }

  private static func text(_ path: FilePath) -> String? {
    (try? FileReader.read(path, limit: 1 << 24)).map { String(decoding: $0, as: UTF8.self) }
  }
}
