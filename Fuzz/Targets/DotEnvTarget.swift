import Compose
import Export
import NodeSpec
import YAML

/// A `.env` file: what is read can be exported, and is read as the same again.
enum DotEnvTarget: FuzzTarget {
  static func read(_ bytes: [UInt8]) {
    guard let source = try? Source(name: ".env", bytes: bytes) else { return }
    let diagnostics = Diagnostics()
    let values = DotEnv.read(source, environment: ["HOME": "/root", "EMPTY": ""], diagnostics)
    diagnostics.check()
    let text = EnvironmentExport.text(values.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    let again = Diagnostics()
    precondition(DotEnv.read(Source(name: "written", text: text), environment: [:], again) == values, text)
    precondition(!again.hasErrors, "\(again.problems)")
  }
}
