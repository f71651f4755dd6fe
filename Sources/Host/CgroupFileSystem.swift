import Glibc
package import SystemPackage

/// The host's cgroups, version 2.
package struct CgroupFileSystem: Sendable {
  package let root: FilePath

  package init(root: FilePath = "/sys/fs/cgroup") { self.root = root }

  /// The controllers that a cgroup may use, such as those of the root for the empty path; nil where it is not there.
  package func controllers(of path: String) -> Set<String>? {
    words(in: file("cgroup.controllers", of: path))
  }

  /// Makes a cgroup where it is not there, and gives it and those above it the controllers that they have not.
  package func make(_ path: String, ancestors: [String], controllers: [String]) throws(CgroupError) {
    for cgroup in ancestors.dropFirst() + [path] {
      let directory = root.appending(cgroup).lexicallyNormalized()
      guard mkdir(directory.string, 0o755) == 0 || errno == EEXIST else {
        throw CgroupError.notMade(directory, Errno(rawValue: errno))
      }
    }
    for cgroup in ancestors {
      let file = file("cgroup.subtree_control", of: cgroup)
      let given = words(in: file) ?? []
      // One at a time: the kernel takes all that is written at once or nothing, and would not say which it refuses.
      for controller in controllers where !given.contains(controller) { try give(controller, by: file) }
    }
  }

  private func give(_ controller: String, by file: FilePath) throws(CgroupError) {
    do {
      let descriptor = try FileDescriptor.open(file, .writeOnly, options: [.closeOnExec])
      try descriptor.closeAfter { _ = try descriptor.writeAll("+\(controller)".utf8) }
    } catch let error as Errno {
      throw CgroupError.controllerNotGiven(controller, by: file, error)
    } catch {
      preconditionFailure("system calls fail with an errno: \(error)")
    }
  }

  private func file(_ name: String, of path: String) -> FilePath {
    root.appending(path).appending(name).lexicallyNormalized()
  }

  private func words(in file: FilePath) -> Set<String>? {
    (try? FileReader.read(file, limit: 1 << 12)).map { bytes in
      Set(String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isWhitespace).map(String.init))
    }
  }
}
