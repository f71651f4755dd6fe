package import Compose
package import NodeSpec

extension Stack.Inputs {
  /// Makes the data directory's path absolute for a runtime of the host's, which is told paths below it as they are outside.
  package mutating func setDataDirectory(of spec: NodeSpec, beside origin: DesiredNode.Origin) {
    guard spec.runtime.kind.isExternal else { return }
    overrides["K0S_DATA_DIR"] = .text(DesiredNode.dataDirectory(of: spec, at: origin))
  }
}
