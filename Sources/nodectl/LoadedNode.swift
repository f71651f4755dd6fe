import Compose
import NodeSpec
import Planning
import YAML

/// A node of a spec that was read without an error.
struct LoadedNode: Sendable {
  let spec: NodeSpec
  let stack: Stack
  /// The spec as it was read, before variables were filled in.
  let document: Node
  /// What the spec says itself, whatever version a command line has.
  let statedVersion: Located<K0sVersion>
  let origin: DesiredNode.Origin
  /// The variables of the environment and of the `.env` file.
  let variables: Variables
}
