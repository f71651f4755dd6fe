import Compose
import Host
import NodeSpec
import SystemPackage
import YAML

extension Context {
  /// The text of a file that a command line names, for a reader that reports positions; nil, reported, if it is no text.
  func source(_ path: FilePath, _ diagnostics: Diagnostics) throws(Failure) -> Source? {
    let bytes: [UInt8]
    do throws(FileError) { bytes = try read(path, limit: Source.byteLimit) } catch { throw Failure(error) }
    do throws(YAMLError) { return try Source(name: path.string, bytes: bytes) } catch {
      diagnostics.report(Problem(error))
      return nil
    }
  }

  /// The variables of the environment, and of a file: the one that is named, or else `.env` in a directory.
  func variables(
    in file: String?, beside directory: FilePath, _ diagnostics: Diagnostics
  ) throws(Failure) -> Variables {
    let own = Variables(texts: environment)
    let path = file.map { workingDirectory.pushing(FilePath($0)) } ?? directory.appending(".env")
    do throws(FileError) {
      let bytes = try FileReader.read(path, limit: Source.byteLimit)
      do throws(YAMLError) {
        let source = try Source(name: file ?? ".env", bytes: bytes)
        let texts = DotEnv.read(source, environment: environment, diagnostics)
        return own.falling(backTo: Variables(texts: texts))
      } catch {
        diagnostics.report(Problem(error))
      }
    } catch {
      if file != nil || !error.isMissing { throw Failure(error) }
    }
    return own
  }
}
