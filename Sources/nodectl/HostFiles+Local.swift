import Engine
import Host
import SystemPackage

extension HostFiles {
  /// Those of the host that this process runs on.
  static var ofThisHost: HostFiles {
    HostFiles(
      read: { path in
        (try? FileReader.read(FilePath(path), limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
      }, resolve: LocalHost.resolve, names: { Directory.names(in: FilePath($0)) })
  }
}
