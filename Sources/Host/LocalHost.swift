import Glibc
package import SystemPackage

/// Questions about the host that nodectl runs on.
package enum LocalHost {
  /// The text of `/proc/self/mountinfo`; nil where it cannot be read.
  package static var mountInfo: String? {
    (try? FileReader.read("/proc/self/mountinfo", limit: 1 << 26)).map { String(decoding: $0, as: UTF8.self) }
  }

  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Makes a directory and those above it, where they are missing.
  package static func makeDirectory(_ path: String) throws { try SecretFileWriter.makeDirectories(FilePath(path)) }

  /// Whether there is a socket at a path, or at what it links to.
  package static func isSocket(_ path: String) -> Bool { mode(of: path) & S_IFMT == S_IFSOCK }
  package static func isDirectory(_ path: String) -> Bool { mode(of: path) & S_IFMT == S_IFDIR }
  package static func isRegularFile(_ path: String) -> Bool { mode(of: path) & S_IFMT == S_IFREG }

  /// Whether anybody may execute a file: root may do so even where nobody else may.
  package static func isExecutable(_ path: String) -> Bool { mode(of: path) & 0o111 != 0 }

  private static func mode(of path: String) -> mode_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_mode : 0
  }

  /// Whether a unit of systemd is started at boot.
  package static func isEnabled(_ unit: String) -> Bool {
    ["/etc/systemd/system", "/usr/lib/systemd/system", "/lib/systemd/system"].contains { directory in
      Directory.names(in: FilePath(directory)).contains {
        $0.hasSuffix(".wants") && exists("\(directory)/\($0)/\(unit)")
      }
    }
  }

  /// The bytes that are free for users, and all, on the file system of a path.
  package static func space(at path: String) -> (free: Int, total: Int)? {
    var statistics = statvfs()
    guard statvfs(path, &statistics) == 0 else { return nil }
    let block = Int(statistics.f_frsize)
    return (free: Int(statistics.f_bavail) * block, total: Int(statistics.f_blocks) * block)
  }

  /// The inode of a process's network namespace; nil where this user may not know it, and for this process's own.
  package static func networkNamespace(of process: Int32) -> UInt64? {
    let files = ProcFiles()
    let namespace = files.namespace("net", of: process)
    return namespace == files.namespace("net", of: getpid()) ? nil : namespace
  }

  /// Whether systemd is the init of this host, as sd_booted(3) tells.
  package static var runsSystemd: Bool { access("/run/systemd/system/", F_OK) == 0 }

  /// The kernel's version, and who built it, in the kernel's words; empty where they cannot be read.
  package static var kernel: String {
    (try? FileReader.read("/proc/version", limit: 1 << 12)).map { String(decoding: $0, as: UTF8.self) } ?? ""
  }

  package static var userID: UInt32 { geteuid() }

  /// The absolute path of this program; the usual one where it was replaced since it was started.
  package static var executable: String { resolve("/proc/self/exe") ?? "/usr/local/bin/nodectl" }

  /// Whether a program of this name runs, whoever's it is.
  package static func runs(_ name: String) -> Bool {
    Directory.names(in: "/proc").filter { Int32($0) != nil }.contains { pid in
      let bytes = try? FileReader.read(FilePath("/proc/\(pid)/comm"), limit: 64)
      return bytes.map { String(decoding: $0, as: UTF8.self) } == name + "\n"
    }
  }

  /// Waits for the end of a process, or of the task; returns at once where nothing bears the pid.
  package static func end(of process: Int32) async { await ProcessHandle(process)?.end() }

  /// A path, or the nearest directory above it that exists, without symbolic links.
  package static func existing(_ path: FilePath) -> String {
    if let resolved = resolve(path.string) { return resolved }
    let parent = path.removingLastComponent()
    return parent.isEmpty || parent == path ? "/" : existing(parent)
  }

  /// A path with those symbolic links resolved that are there.
  package static func resolved(_ path: FilePath) -> String {
    if let resolved = resolve(path.string) { return resolved }
    guard let last = path.lastComponent, path.removingLastComponent() != path else { return path.string }
    return FilePath(resolved(path.removingLastComponent())).appending(last).string
  }

  /// A path without symbolic links; nil where nothing is there.
  package static func resolve(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
