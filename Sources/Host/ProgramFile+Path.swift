import Ownership
import SystemPackage

extension ProgramFile {
  /// Nil for what this user may not see.
  init?(at path: FilePath) {
    if LocalHost.isDirectory(path.string) {
      self = .directory
      return
    }
    do throws(FileError) {
      // A pipe would be waited for.
      let isFile = LocalHost.isRegularFile(path.string) || !LocalHost.exists(path.string)
      let head = isFile ? try FileReader.read(path, limit: Self.headLength) : []
      self = .file(isExecutable: LocalHost.isExecutable(path.string), head: head)
    } catch {
      guard error.isMissing else { return nil }
      self = .missing
    }
  }
}
